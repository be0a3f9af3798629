package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.inbox.InboxModel.Item;
import dev.tidings.inbox.InboxModel.Person;
import dev.tidings.inbox.InboxModel.Stage;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.notice.Notice;
import dev.tidings.notice.NoticeStatus;
import dev.tidings.notice.Severity;
import dev.tidings.problem.Problem;
import dev.tidings.publish.NoticeDesk;
import dev.tidings.security.Caller;
import dev.tidings.security.Role;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * One random sequence of what can happen to notices and inboxes, on the real beans and in the
 * model, which must agree after each step.
 */
final class InboxModelRun {
  private static final Caller ADMIN = caller("admin", Set.of(), Set.of(Role.ADMIN));

  private final RunningTidings tidings;
  private final NoticeDesk desk;
  private final LogReader log;
  private final ReadStateController readState;
  private final PreferencesController preferences;
  private final InboxModelCheck check;
  private final Random random;
  private final InboxModel model = new InboxModel();
  private final List<EventId> heads = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private final List<InboxModelUser> users = new ArrayList<>();
  private final String name = Fresh.name("model");
  private final String begin;

  /**
   * @param delays is told how long devices took to hear of each change, in nanoseconds
   */
  InboxModelRun(RunningTidings tidings, long seed, LongConsumer delays) {
    this.tidings = tidings;
    this.desk = new NoticeDesk(tidings, ADMIN);
    this.log = tidings.part(LogReader.class);
    this.random = new Random(seed);
    this.check = new InboxModelCheck(tidings.part(Inbox.class), model, random, delays);
    this.readState = tidings.part(ReadStateController.class);
    this.preferences = tidings.part(PreferencesController.class);
    this.begin = noteHead().toString();
    addUser("a", Set.of("g", "h"), Set.of("g"));
    addUser("b", Set.of("g"));
  }

  @SafeVarargs
  private void addUser(String id, Set<String>... tokens) {
    Person person = model.new Person();
    var devices = new ArrayList<Device>();
    for (Set<String> groups : tokens) {
      Set<String> ours = groups.stream().map(g -> g + name).collect(Collectors.toSet());
      devices.add(new Device(tidings, caller(id + name, ours, Set.of()), model.head));
    }
    users.add(new InboxModelUser(person, devices));
  }

  private static Caller caller(String user, Set<String> groups, Set<Role> roles) {
    return new Caller(
        user, groups, roles, List.of(), "token-" + user, null, Instant.now().plusSeconds(3_600));
  }

  /** Runs so many steps. */
  void run(int steps) {
    try {
      users.forEach(user -> readState.readUpTo(user.caller(), upTo(begin)));
      users.forEach(user -> user.person().readUpTo(model.head));
      users.forEach(user -> user.devices().forEach(Device::connect));
      for (int i = 0; i < steps; i++) {
        users.forEach(InboxModelUser::beginStep);
        step();
        users.forEach(check::agrees);
      }
      users.forEach(user -> user.devices().stream().filter(Device::isOnline).forEach(this::leave));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("after\n  " + String.join("\n  ", history), e);
    }
  }

  private void step() {
    InboxModelUser user = users.get(random.nextInt(users.size()));
    int dice = model.items.size() < 2 ? 0 : random.nextInt(100);
    if (dice < 20) {
      post();
    } else if (dice < 30) {
      patch(anItem());
    } else if (dice < 34) {
      retract(anItem());
    } else if (dice < 38) {
      end(anItem());
    } else if (dice < 42) {
      publish(anItem());
    } else if (dice < 78) {
      mark(user, anItem(), Mark.Action.values()[random.nextInt(4)]);
    } else if (dice < 88) {
      readUpTo(user, heads.get(random.nextInt(heads.size())));
    } else if (dice < 93) {
      prefer(user);
    } else {
      comeOrGo(user.devices().get(random.nextInt(user.devices().size())));
    }
  }

  private Item anItem() {
    return List.copyOf(model.items.values()).get(random.nextInt(model.items.size()));
  }

  private void post() {
    var audience = new HashSet<String>();
    int keys = 1 + random.nextInt(2);
    while (audience.size() < keys) {
      List<String> all =
          List.of("all", "group:g" + name, "group:h" + name, "user:a" + name, "user:b" + name);
      audience.add(all.get(random.nextInt(all.size())));
    }
    Draft draft =
        Draft.to(audience.toArray(String[]::new))
            .with("category", "c" + random.nextInt(2))
            .with("severity", Severity.values()[random.nextInt(3)].name());
    if (random.nextInt(5) == 0) {
      draft.with("publishAt", Instant.now().plusSeconds(3_000).toString());
    }
    Notice notice = desk.post(draft);
    Stage stage = notice.status() == NoticeStatus.SCHEDULED ? Stage.SCHEDULED : Stage.OUT;
    var item =
        new Item(
            notice.id(),
            Set.copyOf(notice.audience()),
            notice.category(),
            notice.severity(),
            stage);
    model.items.put(item.id, item);
    done("post " + item.id + " " + audience + " " + stage, item, notice);
  }

  /** Notes what became of it. */
  private void done(String what, Item item, Notice notice) {
    noteHead();
    item.revision = notice.revision();
    item.news = notice.eventId() == null ? Long.MAX_VALUE : notice.eventId().seq();
    history.add(what + " -> " + notice.eventId() + ", head " + model.head);
  }

  private EventId noteHead() {
    EventId head = log.head().newest();
    model.head = head.seq();
    heads.add(head);
    return head;
  }

  private void patch(Item item) {
    if (item.stage == Stage.RETRACTED) {
      return;
    }
    boolean again = item.stage != Stage.SCHEDULED && random.nextBoolean();
    boolean longer = item.stage == Stage.OVER && random.nextBoolean();
    String later = "\"" + Instant.now().plusSeconds(7_200) + "\"";
    String patch =
        "{\"title\":\"t%d\",\"renotify\":%s%s}"
            .formatted(random.nextInt(), again, longer ? ",\"expiresAt\":" + later : "");
    Notice notice = desk.patch(item.id, patch);
    if (longer) {
      item.stage = Stage.OUT;
    }
    done("patch " + item.id + " " + patch, item, notice);
  }

  private void retract(Item item) {
    Notice notice = desk.retract(item.id);
    item.stage = Stage.RETRACTED;
    done("retract " + item.id, item, notice);
  }

  private void end(Item item) {
    if (item.stage == Stage.OUT) {
      desk.end(item.id);
      item.stage = Stage.OVER;
      users.forEach(user -> user.devices().forEach(device -> device.drop(item.id)));
      history.add("end " + item.id);
    }
  }

  private void publish(Item item) {
    if (item.stage == Stage.SCHEDULED) {
      Notice notice = desk.publish(item.id);
      item.stage = Stage.OUT;
      done("publish " + item.id, item, notice);
    }
  }

  private void mark(InboxModelUser user, Item item, Mark.Action action) {
    boolean known = item.stage == Stage.OUT || item.stage == Stage.OVER;
    Caller caller = user.caller();
    history.add(caller.user() + " " + action + " " + item.id);
    if (known && item.isFor(caller.audience())) {
      mark(caller, item.id, action);
      if (user.person().mark(item, action)) {
        user.changed(
            InboxChange.marked(caller.user(), item.id),
            device -> item.isFor(device.caller().audience()),
            item.stage == Stage.OUT);
      }
    } else {
      assertThatThrownBy(() -> mark(caller, item.id, action))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.getStatusCode().value()).isEqualTo(404));
    }
  }

  private void mark(Caller caller, UUID id, Mark.Action action) {
    switch (action) {
      case READ -> readState.read(caller, id.toString());
      case UNREAD -> readState.unread(caller, id.toString());
      case ARCHIVE -> readState.archive(caller, id.toString());
      case UNARCHIVE -> readState.unarchive(caller, id.toString());
    }
  }

  private void readUpTo(InboxModelUser user, EventId position) {
    history.add(user.caller().user() + " reads up to " + position);
    readState.readUpTo(user.caller(), upTo(position.toString()));
    if (user.person().readUpTo(position.seq())) {
      user.changed(InboxChange.readUpTo(user.caller().user(), position), device -> true, true);
    }
  }

  private static ReadStateController.ReadUpTo upTo(String position) {
    return new ReadStateController.ReadUpTo(position);
  }

  private void prefer(InboxModelUser user) {
    List<String> muted =
        List.of("c0", "c1").stream().filter(category -> random.nextBoolean()).toList();
    history.add(user.caller().user() + " mutes " + muted);
    preferences.put(
        user.caller(), new PreferencesController.PreferencesRequest(new ArrayList<>(muted), null));
    if (!muted.equals(user.person().muted)) {
      user.person().muted = muted;
      user.changed(InboxChange.preferences(user.caller().user()), device -> true, true);
    }
  }

  private void comeOrGo(Device device) {
    if (device.isOnline()) {
      history.add(device.caller().user() + " leaves");
      leave(device);
    } else {
      history.add(device.caller().user() + " comes back");
      device.connect();
      InboxModelCheck.await(() -> "not caught up", device::hasCaughtUp);
      device.load();
    }
  }

  private void leave(Device device) {
    device.disconnect();
    assertThat(device.breaches()).isEmpty();
  }
}
