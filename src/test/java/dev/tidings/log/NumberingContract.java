package dev.tidings.log;

import static dev.tidings.log.TestLog.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notice.AudienceKey;
import dev.tidings.testing.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;

abstract class NumberingContract {
  private static final List<AudienceKey> ALL = keys("all");
  private static final Function<LogSlot, String> NOTHING = slot -> "{}";

  private final Database database;
  TestLog log;

  NumberingContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void emptyLog() {
    log = TestLog.emptyOn(database);
  }

  @Test
  void numbersRunFromOne() {
    assertThat(log.append("all").id().seq()).isEqualTo(1);
    assertThat(log.append("all").id().seq()).isEqualTo(2);
    assertThat(log.reader.head().newest()).isEqualTo(log.reader.after(1, 1).getFirst().id());
  }

  @Test
  void oneTransactionMayAppendTwice() {
    log.transaction.executeWithoutResult(
        status -> {
          log.appendInTransaction(ALL, NOTHING);
          log.appendInTransaction(ALL, NOTHING);
        });
    assertThat(log.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void aRollbackGivesItsNumberBack() {
    log.append("all");
    log.transaction.executeWithoutResult(
        status -> {
          assertThat(log.appendInTransaction(ALL, NOTHING).id().seq()).isEqualTo(2);
          status.setRollbackOnly();
        });
    assertThat(log.reader.head().seq()).isEqualTo(1);
    assertThat(log.append("all").id().seq()).isEqualTo(2);
    assertThat(log.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void whatTheDatabaseRefusesTakesNoNumberAndLeavesNoKeys() {
    String tooLong = "x".repeat(400_001);
    assertThatThrownBy(() -> log.append(keys("group:a"), slot -> tooLong))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(log.append("group:b").id().seq()).isEqualTo(1);
    assertThat(log.reader.after(0, 10, keys("group:a"), 10)).isEmpty();
  }

  @Test
  void appendingWithoutATransactionIsRefused() {
    assertThatThrownBy(() -> log.appendInTransaction(ALL, NOTHING))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(log.numbers()).isEmpty();
    assertThat(log.reader.head().seq()).isZero();
  }

  @Test
  void aPayloadKnowsItsPlaceBeforeItIsWritten() {
    log.append("all");
    var event = log.append(ALL, slot -> "{\"eventId\":\"" + slot.id() + "\"}");
    assertThat(event.id().seq()).isEqualTo(2);
    assertThat(event.payload()).isEqualTo("{\"eventId\":\"" + event.id() + "\"}");
  }

  @Test
  void whoWantsToKnowIsToldAfterTheCommitAndNotBefore() {
    var seenByOthers = new ArrayList<Long>();
    log.writer.onCommit(() -> seenByOthers.add(headAsOthersSeeIt()));
    log.transaction.executeWithoutResult(
        status -> {
          log.appendInTransaction(ALL, NOTHING);
          assertThat(seenByOthers).isEmpty();
          assertThat(headAsOthersSeeIt()).isZero();
        });
    assertThat(seenByOthers).containsExactly(1L);
  }

  @Test
  void nobodyIsToldOfARollback() {
    var told = new ArrayList<Long>();
    log.writer.onCommit(() -> told.add(headAsOthersSeeIt()));
    log.transaction.executeWithoutResult(
        status -> {
          log.appendInTransaction(ALL, NOTHING);
          status.setRollbackOnly();
        });
    assertThat(told).isEmpty();
    log.append("all");
    assertThat(told).containsExactly(1L);
  }

  /** On a connection of its own, which sees only what is committed. */
  private long headAsOthersSeeIt() {
    return CompletableFuture.supplyAsync(() -> log.reader.head().seq()).join();
  }
}
