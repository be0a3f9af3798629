package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many devices of one user at once: none loses what it did, and none is turned away. */
abstract class ConcurrentDevicesContract {
  private static final int DEVICES = 8;
  private static final int CHANGES = 25;
  private static final String INBOX = "/api/v1/me/notices";

  private final RunningTidings tidings;
  private final Api admin;
  private final String name = Fresh.name("user");
  private final Api user;

  ConcurrentDevicesContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    user = tidings.as(Tokens.user(name, List.of()));
  }

  private interface Device<T> {
    T act(int device) throws Exception;
  }

  /** What each of them brings back, in their order. */
  private static <T> List<T> atOnce(Device<T> device) throws Exception {
    var start = new CyclicBarrier(DEVICES);
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<T>>();
      for (int i = 0; i < DEVICES; i++) {
        int number = i;
        Callable<T> task =
            () -> {
              start.await();
              return device.act(number);
            };
        all.add(threads.submit(task));
      }
      for (Future<T> one : all) {
        results.add(one.get());
      }
    }
    return results;
  }

  private List<Answer> post(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> admin.post(Draft.to("user:" + name)).is(201))
        .toList();
  }

  private void mark(Answer notice, Mark.Action action) {
    String path = INBOX + "/" + notice.text("id") + "/" + action.name().toLowerCase();
    user.send(user.request(path).POST(Api.NOTHING)).is(204);
  }

  private void readUpTo(Answer notice) {
    String body = "{\"upTo\":\"" + notice.text("eventId") + "\"}";
    user.send(user.json(INBOX + "/read").POST(Api.body(body))).is(204);
  }

  private static long seq(Answer notice) {
    return EventId.parse(notice.text("eventId")).seq();
  }

  /**
   * What a device has done.
   *
   * @param read whether its own notice is read; null when the user's position decides
   * @param upTo the furthest position that it has read up to
   */
  private record Done(@Nullable Boolean read, boolean archived, long upTo) {
    Done marked(Mark.Action action) {
      boolean before = Boolean.TRUE.equals(read);
      return switch (action) {
        case READ, ARCHIVE, UNREAD -> {
          Mark mark = new Mark(before, archived).after(action);
          yield new Done(mark.read(), mark.archived(), upTo);
        }
        case UNARCHIVE -> new Done(read, false, upTo);
      };
    }

    Done readUpTo(long position) {
      return new Done(read, archived, Math.max(upTo, position));
    }
  }

  /**
   * Each device has a notice that no other one touches, so that all orders in which the changes may
   * have been made agree on what it is like in the end.
   */
  @Test
  void whatEachDeviceDidLastIsSo() throws Exception {
    List<Answer> own = post(DEVICES);
    Answer shared = post(1).getFirst();
    List<Answer> untouched = post(4);
    long seed = System.nanoTime();

    List<Done> done =
        atOnce(
            device -> {
              var random = new Random(seed + device);
              var so = new Done(null, false, 0);
              for (int i = 0; i < CHANGES; i++) {
                Mark.Action action = Mark.Action.values()[random.nextInt(4)];
                int dice = random.nextInt(10);
                if (dice == 0) {
                  Answer position =
                      random.nextBoolean()
                          ? own.get(random.nextInt(DEVICES))
                          : untouched.get(random.nextInt(3));
                  readUpTo(position);
                  so = so.readUpTo(seq(position));
                } else if (dice < 3) {
                  mark(shared, action);
                } else {
                  mark(own.get(device), action);
                  so = so.marked(action);
                }
              }
              return so;
            });

    long upTo = done.stream().mapToLong(Done::upTo).max().orElseThrow();
    for (int i = 0; i < DEVICES; i++) {
      Boolean read = done.get(i).read();
      assertFlags(
          own.get(i), read == null ? seq(own.get(i)) <= upTo : read, done.get(i).archived());
    }
    for (Answer notice : untouched) {
      assertFlags(notice, seq(notice) <= upTo, false);
    }
    assertThat(user.get(INBOX + "?limit=100&status=unread").json().path("items"))
        .hasSize(user.get("/api/v1/me/counts").json().path("unread").asInt());
  }

  private void assertFlags(Answer notice, boolean read, boolean archived) {
    var item = user.get(INBOX + "/" + notice.text("id")).is(200).json();
    assertThat(item.path("read").asBoolean()).as("%s is read", notice.text("id")).isEqualTo(read);
    assertThat(item.path("archived").asBoolean()).as("is archived").isEqualTo(archived);
  }

  @Test
  void theFirstVisitOfAllAtOnceIsOne() throws Exception {
    post(1);
    List<Answer> counts = atOnce(device -> user.get("/api/v1/me/counts").is(200));
    assertThat(counts)
        .extracting(answer -> answer.text("unread"))
        .containsOnly(counts.getFirst().text("unread"));
    assertThat(
            tidings
                .jdbc()
                .sql("select count(*) from inbox_state where username = ?")
                .param(name)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }
}
