package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.RunningServer;
import dev.tidings.log.EventLog;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Replay and live are one loop: nothing falls between them. */
@RunningServer
class SeamTest {
  private static final List<AudienceKey> KEYS =
      List.of(
          AudienceKey.ALL,
          AudienceKey.group("seam-a"),
          AudienceKey.group("seam-b"),
          AudienceKey.user("seam-1"),
          AudienceKey.user("seam-2"));

  @Autowired Dispatcher dispatcher;
  @Autowired EventLog log;
  @Autowired TransactionTemplate transaction;

  @Test
  void receiversThatComeAndGoGetEachEventOnceAndInOrder() throws Exception {
    EventId start = dispatcher.head();
    var random = new Random(11);
    var events = new ArrayList<Event>();
    var receivers = new ArrayList<Future<Receiver>>();
    int posts = 1_500;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        Audience audience = Audience.of(Set.of(KEYS.get(i % 5), KEYS.get((i + 2) % 5)));
        var receiver = new Receiver(dispatcher, audience, start, start.seq() + posts, i);
        receivers.add(threads.submit(() -> receiver.run()));
      }
      for (int i = 0; i < posts; i++) {
        events.add(append(KEYS.get(random.nextInt(KEYS.size()))));
      }
      for (var running : receivers) {
        Receiver receiver = get(running);
        assertThat(receiver.received)
            .isEqualTo(
                events.stream()
                    .filter(e -> e.audience().stream().anyMatch(receiver.audience.keys()::contains))
                    .map(Event::id)
                    .toList());
        assertThat(receiver.connections).isGreaterThan(1);
      }
    }
  }

  /** Takes what comes, and every now and then leaves and comes back with its position. */
  private static final class Receiver {
    final Audience audience;
    final List<EventId> received = new ArrayList<>();
    int connections;

    private final Dispatcher dispatcher;
    private final long until;
    private final Random random;
    private EventId position;

    Receiver(Dispatcher dispatcher, Audience audience, EventId start, long until, int seed) {
      this.dispatcher = dispatcher;
      this.audience = audience;
      this.position = start;
      this.until = until;
      this.random = new Random(seed);
    }

    Receiver run() throws InterruptedException {
      while (position.seq() < until) {
        var wakes = new Semaphore(0);
        Subscription subscription = dispatcher.subscribe(audience, position, wakes::release);
        connections++;
        int stay = 1 + random.nextInt(60);
        while (stay-- > 0 && position.seq() < until) {
          Page page = subscription.next(1 + random.nextInt(20));
          page.frames().forEach(frame -> received.add(frame.id()));
          position = subscription.position();
          if (page.caughtUp()) {
            wakes.tryAcquire(20, TimeUnit.MILLISECONDS);
            wakes.drainPermits();
          }
        }
        dispatcher.unsubscribe(subscription);
      }
      return this;
    }
  }

  @Test
  void anEventWhoseMatchingIsUnderWayIsNotLost() throws Exception {
    AudienceKey key = AudienceKey.group("seam-stopped");
    var stopped = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    EventId before = dispatcher.head();
    Subscription stopper =
        dispatcher.subscribe(
            Audience.of(Set.of(key)),
            before,
            () -> {
              stopped.countDown();
              awaitUninterruptibly(goOn);
            });
    var others = new ArrayList<Subscription>();
    for (int i = 0; i < 50; i++) {
      others.add(dispatcher.subscribe(Audience.of(Set.of(key)), before, () -> {}));
    }
    others.forEach(subscription -> subscription.next(10));

    Event event = append(key);
    assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
    var got = new ArrayList<EventId>();
    others.forEach(other -> other.next(10).frames().forEach(frame -> got.add(frame.id())));
    goOn.countDown();
    await().until(() -> dispatcher.matched().seq() >= event.id().seq());
    others.forEach(other -> other.next(10).frames().forEach(frame -> got.add(frame.id())));

    assertThat(got).hasSize(50).containsOnly(event.id());
    others.forEach(dispatcher::unsubscribe);
    dispatcher.unsubscribe(stopper);
  }

  @Test
  void aSleepingReceiverMovesOnWithoutLookingAtWhatPassesBy() {
    Subscription quiet =
        dispatcher.subscribe(
            Audience.of(Set.of(AudienceKey.user("seam-quiet"))), dispatcher.head(), () -> {});
    quiet.next(10);
    Event last = append(AudienceKey.group("seam-loud"));
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> dispatcher.matched().seq() >= last.id().seq());

    Page page = quiet.next(10);

    assertThat(page.frames()).isEmpty();
    assertThat(quiet.position().seq()).isGreaterThanOrEqualTo(last.id().seq());
    dispatcher.unsubscribe(quiet);
  }

  @Test
  void aPageIsCountedByWhereItCameFrom() {
    AudienceKey key = AudienceKey.group("seam-counted");
    Subscription subscription =
        dispatcher.subscribe(Audience.of(Set.of(key)), dispatcher.head(), () -> {});
    long before = dispatcher.counts().pages().of(DeliveryCounts.Source.MEMORY);
    Event event = append(key);
    await().until(() -> dispatcher.matched().seq() >= event.id().seq());

    assertThat(subscription.next(10).frames()).hasSize(1);
    assertThat(dispatcher.counts().pages().of(DeliveryCounts.Source.MEMORY)).isGreaterThan(before);
    dispatcher.unsubscribe(subscription);
  }

  private Event append(AudienceKey key) {
    return transaction.execute(
        status -> log.append(EventKind.NOTICE, UUID.randomUUID(), List.of(key), slot -> "{}"));
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
