package dev.tidings.log;

import static dev.tidings.log.TestLog.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.Event;
import dev.tidings.testing.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

abstract class ConcurrentWritersContract {
  private static final int WRITERS = 8;
  private static final int EACH = 30;
  private static final int COMMITTED = WRITERS * (EACH - EACH / 3);

  private final Database database;

  ConcurrentWritersContract(Database database) {
    this.database = database;
  }

  @Test
  @Timeout(30)
  void whoPollsTheLogMissesNothingThoughWritersRollBackAndPauseBeforeTheirCommit()
      throws Exception {
    TestLog log = TestLog.emptyOn(database);
    var poller = new Poller(log);
    var committed = new ConcurrentLinkedQueue<Event>();
    List<Callable<Void>> writers =
        IntStream.range(0, WRITERS)
            .<Callable<Void>>mapToObj(n -> () -> write(log, poller, committed))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var polled = threads.submit(poller);
      try {
        for (var writer : threads.invokeAll(writers)) {
          writer.get();
        }
        poller.awaitAnotherRound();
      } finally {
        poller.stop();
      }

      List<Event> seen = polled.get();
      assertThat(TestLog.numbers(seen))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, COMMITTED).boxed().toList());
      assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
    }
  }

  private static Void write(TestLog log, Poller poller, Queue<Event> committed) {
    for (int i = 0; i < EACH; i++) {
      boolean rollsBack = i % 3 == 1;
      boolean pauses = i % 5 == 0;
      Event event =
          log.transaction.execute(
              status -> {
                Event appended = log.appendInTransaction(keys("all"), slot -> "{}");
                if (pauses) {
                  poller.awaitAnotherRound();
                }
                if (rollsBack) {
                  status.setRollbackOnly();
                }
                return appended;
              });
      if (!rollsBack) {
        committed.add(event);
      }
    }
    return null;
  }

  /** Reads what is new since its last round, and never looks back. */
  private static final class Poller implements Callable<List<Event>> {
    private final TestLog log;
    private final List<Event> seen = new ArrayList<>();
    private long cursor;
    private long rounds;
    private boolean stopped;

    Poller(TestLog log) {
      this.log = log;
    }

    @Override
    public List<Event> call() {
      try {
        while (!isStopped()) {
          for (Event event : log.reader.after(cursor, 100)) {
            seen.add(event);
            cursor = event.id().seq();
          }
          endRound();
        }
      } finally {
        stop();
      }
      return seen;
    }

    private synchronized boolean isStopped() {
      return stopped;
    }

    private synchronized void endRound() {
      rounds++;
      notifyAll();
    }

    synchronized void stop() {
      stopped = true;
      notifyAll();
    }

    /** Returns when a round has begun and ended, or none will any more. */
    synchronized void awaitAnotherRound() {
      long until = rounds + 2;
      while (rounds < until && !stopped) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new AssertionError("interrupted", e);
        }
      }
    }
  }
}
