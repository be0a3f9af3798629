package dev.tidings.log;

import static dev.tidings.log.TestLog.keys;
import static dev.tidings.log.TestLog.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TrimContract {
  private final Database database;
  TestLog log;

  TrimContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void emptyLog() {
    log = TestLog.emptyOn(database);
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      log.append("all", "group:" + i);
    }
  }

  /** Makes the event older. */
  private void age(long seq, Duration by) {
    Instant created = log.reader.after(seq - 1, 1).getFirst().createdAt();
    log.jdbc
        .sql("update event_log set created_at = ? where seq = ?")
        .param(created.minus(by).atOffset(ZoneOffset.UTC))
        .param(seq)
        .update();
  }

  /** Ten events, of which so many are two days old. */
  private void tenEvents(int old) {
    append(10);
    for (int seq = 1; seq <= old; seq++) {
      age(seq, Duration.ofDays(2));
    }
  }

  private int removeOlderThanADay(int limit) {
    Instant before = log.reader.head().time().minus(Duration.ofDays(1));
    return log.transaction.execute(status -> log.trim.removeOldest(before, limit));
  }

  @Test
  void oldEventsGoFromTheFrontButTheNewestOfThem() {
    tenEvents(4);

    assertThat(removeOlderThanADay(100)).isEqualTo(3);
    assertThat(removeOlderThanADay(100)).isZero();
    assertThat(log.numbers()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(log.reader.oldestSeq()).isEqualTo(4);
    assertThat(log.trim.first()).map(EventId::seq).contains(4L);
  }

  @Test
  void theirAudienceGoesWithThem() {
    tenEvents(4);
    removeOlderThanADay(100);

    assertThat(
            log.jdbc
                .sql("select seq from event_audience where audience_key = 'all' order by seq")
                .query(Long.class)
                .list())
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(log.jdbc.sql("select count(*) from event_audience").query(Integer.class).single())
        .isEqualTo(14);
    assertThat(numbers(log.reader.after(0, 10, keys("group:1", "group:4"), 10)))
        .containsExactly(5L);
  }

  @Test
  void theNewestOfAllStaysHoweverOldItIs() {
    tenEvents(10);
    EventId head = log.reader.head().newest();

    assertThat(removeOlderThanADay(100)).isEqualTo(9);
    assertThat(log.numbers()).containsExactly(10L);
    assertThat(log.reader.head().newest()).isEqualTo(head);
    assertThat(log.reader.holds(head)).isTrue();
  }

  @Test
  void theNumbersGoOn() {
    tenEvents(10);
    removeOlderThanADay(100);
    assertThat(log.append("all").id().seq()).isEqualTo(11);
  }

  @Test
  void noMoreThanTheLimitGoAtOnce() {
    tenEvents(8);
    assertThat(removeOlderThanADay(3)).isEqualTo(3);
    assertThat(log.reader.oldestSeq()).isEqualTo(4);
    assertThat(removeOlderThanADay(3)).isEqualTo(3);
    assertThat(removeOlderThanADay(3)).isEqualTo(1);
    assertThat(log.numbers()).containsExactly(8L, 9L, 10L);
  }

  @Test
  void thereIsNeverAHole() {
    tenEvents(2);
    age(5, Duration.ofDays(2));
    age(6, Duration.ofDays(2));

    removeOlderThanADay(100);
    assertThat(log.numbers()).startsWith(2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void whatSomebodyIsChangingIsLeftForTheNextTime() throws Exception {
    tenEvents(6);
    assertThat(whileLocked(1)).isZero();
    assertThat(log.reader.oldestSeq()).isEqualTo(1);
    assertThat(whileLocked(4)).isEqualTo(2);
    assertThat(log.reader.oldestSeq()).isEqualTo(3);
    assertThat(removeOlderThanADay(100)).isEqualTo(3);
  }

  /** Removes while another transaction holds that row. */
  private int whileLocked(long seq) {
    return log.transaction.execute(
        status -> {
          log.jdbc.sql("update event_log set payload = '' where seq = ?").param(seq).update();
          return CompletableFuture.supplyAsync(() -> removeOlderThanADay(100))
              .orTimeout(2, TimeUnit.SECONDS)
              .join();
        });
  }

  @Test
  void nobodyWhoPostsWaitsForIt() {
    tenEvents(9);
    Instant before = log.reader.head().time().minus(Duration.ofDays(1));
    Event posted =
        log.transaction.execute(
            status -> {
              log.trim.removeOldest(before, 100);
              return CompletableFuture.supplyAsync(() -> log.append("all"))
                  .orTimeout(2, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(posted.id().seq()).isEqualTo(11);
    assertThat(log.numbers()).containsExactly(9L, 10L, 11L);
  }

  @Test
  void anEmptyLogIsLeftAlone() {
    assertThat(removeOlderThanADay(100)).isZero();
    assertThat(log.trim.first()).isEmpty();
  }
}
