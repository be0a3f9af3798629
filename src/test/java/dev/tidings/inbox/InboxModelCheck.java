package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.inbox.InboxModel.Person;
import dev.tidings.inbox.InboxModel.Shown;
import dev.tidings.notice.AudienceKey;
import dev.tidings.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Compares what is with what the model says. */
final class InboxModelCheck {
  private static final long PATIENCE = 10_000_000_000L;

  private final Inbox inbox;
  private final InboxModel model;
  private final Random random;
  private final LongConsumer delays;

  /**
   * @param random decides which list is looked at, in pages of which size
   * @param delays is told how long it took until all devices had heard of a change, in nanoseconds
   */
  InboxModelCheck(Inbox inbox, InboxModel model, Random random, LongConsumer delays) {
    this.inbox = inbox;
    this.model = model;
    this.random = random;
    this.delays = delays;
  }

  /** A list, the counts, and what every device made of the events it was sent. */
  void agrees(InboxModelUser user) {
    long start = System.nanoTime();
    user.devices().stream().filter(Device::isOnline).forEach(device -> agrees(user, device));
    if (user.isExpecting()) {
      delays.accept(System.nanoTime() - start);
    }
    Device any = user.devices().get(random.nextInt(user.devices().size()));
    checkPages(user.person(), any.caller(), any.caller().audience());
  }

  private static void agrees(InboxModelUser user, Device device) {
    List<Shown> expected = user.person().everything(device.caller().audience());
    await(
        () ->
            "a device of %s heard %s and%n %s%nnot%n %s"
                .formatted(device.caller(), device.story(), device.shown(), expected),
        () ->
            user.wasTold(device)
                && device.shown().equals(expected)
                && device.muted().equals(user.person().muted));
    assertThat(device.breaches()).isEmpty();
    assertThat(user.wasToldTooMuch(device)).as(device.story()).isFalse();
  }

  private void checkPages(Person person, Caller caller, Set<AudienceKey> keys) {
    var reader = Reader.of(caller);
    InboxFilter.Status status =
        InboxFilter.Status.values()[random.nextInt(InboxFilter.Status.values().length)];
    List<Shown> expected = person.list(keys, status);
    int limit = random.nextInt(4) > 0 ? 50 : 1 + random.nextInt(expected.size() + 1);
    var shown = new ArrayList<Shown>();
    long before = Long.MAX_VALUE;
    InboxPage page;
    do {
      page = inbox.page(reader, new InboxFilter(status, null, before, limit));
      assertThat(page.head().seq()).isEqualTo(model.head);
      assertThat(page.counts()).isEqualTo(new Counts(person.unread(keys), false));
      page.items().stream().map(InboxModelCheck::shown).forEach(shown::add);
      before = page.nextCursor() == null ? 0 : Long.parseLong(page.nextCursor(), 36);
    } while (before > 0 && shown.size() < expected.size());
    assertThat(status == InboxFilter.Status.ALL ? ours(shown) : shown).isEqualTo(expected);
  }

  /** Without what other sequences and tests posted to all. */
  private List<Shown> ours(List<Shown> shown) {
    return shown.stream().filter(it -> model.items.containsKey(it.id())).toList();
  }

  private static Shown shown(InboxItem item) {
    return new Shown(
        item.notice().id(), item.notice().revision(), item.read(), item.archived(), item.muted());
  }

  /** Closer than a library would, as there are thousands of these waits. */
  static void await(Supplier<String> otherwise, BooleanSupplier fact) {
    long end = System.nanoTime() + PATIENCE;
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(100_000);
    }
  }
}
