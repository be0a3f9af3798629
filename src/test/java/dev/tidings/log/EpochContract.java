package dev.tidings.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Database;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class EpochContract {
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final Database database;
  TestLog log;
  long epoch;

  EpochContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void emptyLog() {
    log = TestLog.emptyOn(database);
    epoch = log.reader.head().createdEpoch();
  }

  @Test
  void anEmptyLogStandsAtTheStartOfItsEpoch() {
    var head = log.reader.head();
    assertThat(head.newest()).hasToString(epoch + "-0");
    assertThat(head.epoch()).isEqualTo(epoch);
    assertThat(head.next()).hasToString(epoch + "-1");
    assertThat(log.append("all").id()).isEqualTo(head.next());
  }

  @Test
  void theEpochIsWhenTheLogWasMade() {
    Instant now = log.reader.head().time();
    assertThat(Instant.ofEpochMilli(epoch)).isBetween(now.minusSeconds(300), now);
  }

  @Test
  void itIsRaisedToTheTimeThatIsGiven() {
    Instant now = Instant.ofEpochMilli(epoch + 60_000);
    assertThat(log.writer.raiseEpoch(epoch, now)).isEqualTo(epoch + 60_000);
    assertThat(log.reader.head().epoch()).isEqualTo(epoch + 60_000);
  }

  @Test
  void itRisesAboveWhatWasSeenAlsoWhereTheClockIsBehind() {
    assertThat(log.writer.raiseEpoch(epoch + 9, LONG_AGO)).isEqualTo(epoch + 10);
    assertThat(log.reader.head().epoch()).isEqualTo(epoch + 10);
  }

  @Test
  void whatIsSurpassedAlreadyChangesNothing() {
    Instant later = Instant.ofEpochMilli(epoch + 60_000);
    assertThat(log.writer.raiseEpoch(epoch - 1, later)).isEqualTo(epoch);
    assertThat(log.writer.raiseEpoch(epoch, later)).isEqualTo(epoch + 60_000);
    assertThat(log.writer.raiseEpoch(epoch, later.plusSeconds(60))).isEqualTo(epoch + 60_000);
    assertThat(log.reader.head().epoch()).isEqualTo(epoch + 60_000);
  }

  @Test
  void allWhoSawTheSameRaiseItOnce() throws Exception {
    Callable<Long> raise = () -> log.writer.raiseEpoch(epoch + 4, LONG_AGO);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var raised : threads.invokeAll(Collections.nCopies(8, raise))) {
        assertThat(raised.get()).isEqualTo(epoch + 5);
      }
    }
  }

  @Test
  void eventsKeepTheirIdsAndTheNextOneContinuesTheNumber() {
    Event before = log.append("all");
    long raised = log.writer.raiseEpoch(epoch, LONG_AGO);
    assertThat(log.reader.head().newest()).isEqualTo(before.id());
    Event after = log.append("all");
    assertThat(after.id()).isEqualTo(new EventId(raised, 2)).isGreaterThan(before.id());
    assertThat(log.reader.after(0, 10)).containsExactly(before, after);
    assertThat(log.reader.head().newest()).isEqualTo(after.id());
    assertThat(log.reader.holds(before.id())).isTrue();
    assertThat(log.reader.holds(new EventId(raised, 1))).isFalse();
  }

  @Test
  void everyNewIdIsAboveAllEarlierOnesHoweverOftenItIsRaised() {
    EventId first = log.append("all").id();
    log.writer.raiseEpoch(epoch + 100, LONG_AGO);
    EventId second = log.append("all").id();
    log.writer.raiseEpoch(second.epoch(), LONG_AGO);
    EventId third = log.append("all").id();
    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
    assertThat(third.seq()).isEqualTo(3);
  }

  @Test
  void theLogKnowsItsEpochsAndNoOthers() {
    assertThat(log.reader.knowsEpoch(epoch)).isTrue();
    assertThat(log.reader.knowsEpoch(epoch + 1)).isFalse();
    log.append("all");
    long raised = log.writer.raiseEpoch(epoch + 1, LONG_AGO);
    assertThat(log.reader.knowsEpoch(raised)).isTrue();
    log.append("all");
    log.writer.raiseEpoch(raised, LONG_AGO);
    log.append("all");
    assertThat(log.reader.knowsEpoch(epoch)).isTrue();
    assertThat(log.reader.knowsEpoch(raised)).isTrue();
    assertThat(log.reader.knowsEpoch(epoch + 1)).isFalse();
    assertThat(log.reader.knowsEpoch(0)).isFalse();
    log.jdbc.sql("delete from event_log").update();
    assertThat(log.reader.knowsEpoch(epoch)).isTrue();
  }

  @Test
  void numbersThatWereSeenAreNotGivenAgainAfterABackupWasRestored() {
    log.append("all");
    EventId lost = log.append("all").id();
    restoreTo(1);
    EventId next = log.append("all").id();
    assertThat(next.seq()).isEqualTo(lost.seq());
    assertThat(next).isGreaterThan(lost);
    assertThat(log.reader.holds(lost)).isFalse();
    assertThat(log.append("all").id()).isEqualTo(new EventId(next.epoch(), 3));
  }

  @Test
  void whatOtherServersGaveAwayCountsAsSeen() {
    var seen = new EventId(epoch, 7);
    log.writer.observe(seen);
    log.writer.observe(new EventId(epoch, 3));
    EventId next = log.append("all").id();
    assertThat(next.seq()).isEqualTo(1);
    assertThat(next).isGreaterThan(seen);
  }

  @Test
  void aRollbackIsNotSeen() {
    log.transaction.executeWithoutResult(
        status -> {
          log.appendInTransaction(TestLog.keys("all"), slot -> "{}");
          status.setRollbackOnly();
        });
    assertThat(log.append("all").id()).isEqualTo(new EventId(epoch, 1));
  }

  @Test
  void aLostHistoryAndThisOneAgreeUpToWhereTheEpochRose() {
    log.append("all");
    log.append("all");
    EventId lost = log.append("all").id();
    restoreTo(2);
    assertThat(log.reader.lastCommonWith(lost)).isEqualTo(2);
    log.append("all");
    log.append("all");
    assertThat(log.reader.lastCommonWith(lost)).isEqualTo(2);
  }

  /** As if the database were an older copy of itself. */
  private void restoreTo(long seq) {
    log.jdbc.sql("delete from event_audience where seq > ?").param(seq).update();
    log.jdbc.sql("delete from event_log where seq > ?").param(seq).update();
    log.jdbc.sql("update stream_head set last_seq = ?").param(seq).update();
  }
}
