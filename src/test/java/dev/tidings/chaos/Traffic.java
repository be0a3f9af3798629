package dev.tidings.chaos;

import dev.tidings.harness.Editor;
import dev.tidings.harness.Ledger;
import dev.tidings.harness.Ledger.Post;
import dev.tidings.harness.Poster;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * People who post, at an even rate, to everybody, to groups and to users, and change and retract
 * some of it.
 */
final class Traffic implements AutoCloseable {
  static final int GROUPS = 10;
  private static final int POSTERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Poster poster;
  private final Editor editor;
  private final int users;
  private final long pauseNanos;
  private final AtomicInteger next = new AtomicInteger();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean running = true;

  /**
   * @param perSecond posts, while nothing delays them
   */
  Traffic(Cluster cluster, Ledger ledger, long seed, int users, int perSecond) {
    this.users = users;
    Supplier<URI> notices =
        () -> URI.create("http://127.0.0.1:" + cluster.any().posts().port() + "/api/v1/notices");
    this.poster = new Poster(notices, ledger);
    this.editor = new Editor(notices, ledger);
    this.pauseNanos = 1_000_000_000L * POSTERS / perSecond;
    for (int i = 0; i < POSTERS; i++) {
      var random = new Random(seed * 31 + i);
      people.execute(() -> post(random));
    }
  }

  /** The groups of a user: three of ten. */
  static List<String> groupsOf(int user) {
    return List.of("g" + user % GROUPS, "g" + (user + 3) % GROUPS, "g" + (user + 7) % GROUPS);
  }

  private void post(Random random) {
    var mine = new ArrayList<String>();
    long due = System.nanoTime();
    while (running) {
      // One in fifty never asks again what became of a post whose answer was lost.
      Duration patience = random.nextInt(50) == 0 ? Duration.ZERO : PATIENCE;
      Post post = poster.post("notice " + next.getAndIncrement(), audience(random), patience);
      if (post.outcome() == Ledger.Outcome.OK) {
        mine.add(post.noticeId());
        edit(mine, random);
      }
      due = Math.max(due + pauseNanos, System.nanoTime() - 1_000_000_000L);
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    }
    // The stream's last entries, whatever was taken out of it before.
    poster.post("notice " + next.getAndIncrement(), List.of("all"), PATIENCE);
  }

  /** For ten posts one notice is changed, for twenty one is retracted: this one or an older one. */
  private void edit(List<String> mine, Random random) {
    String some = mine.get(Math.max(0, mine.size() - 1 - random.nextInt(2) * random.nextInt(40)));
    if (random.nextInt(10) == 0) {
      editor.change(some, "changed", PATIENCE);
    }
    if (random.nextInt(20) == 0) {
      editor.retract(some, PATIENCE);
    }
  }

  private List<String> audience(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> List.of("all");
      case 4, 5, 6, 7 ->
          List.of(
              "group:g" + random.nextInt(GROUPS / 2),
              "group:g" + (GROUPS / 2 + random.nextInt(GROUPS / 2)));
      default -> List.of("user:u" + random.nextInt(users));
    };
  }

  /** Lets everybody finish what they are at. */
  @Override
  public void close() {
    running = false;
    people.close();
  }
}
