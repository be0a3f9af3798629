package dev.tidings.log;

import static dev.tidings.log.TestLog.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notice.Event;
import dev.tidings.notice.EventKind;
import dev.tidings.testing.Database;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

abstract class ErasingContract {
  private final Database database;
  private final UUID notice = UUID.randomUUID();
  TestLog log;

  ErasingContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void emptyLog() {
    log = TestLog.emptyOn(database);
  }

  private Event append(EventKind kind, UUID noticeId) {
    return log.transaction.execute(
        status -> log.writer.append(kind, noticeId, keys("all", "group:g"), slot -> "{\"x\":1}"));
  }

  private void retract(UUID noticeId) {
    log.transaction.executeWithoutResult(
        status -> {
          log.writer.erase(noticeId);
          log.writer.append(
              EventKind.NOTICE_RETRACTED, noticeId, keys("all", "group:g"), slot -> "{}");
        });
  }

  @Test
  void whatANoticeSaidIsGoneAndItsPlacesStay() {
    Event first = append(EventKind.NOTICE, notice);
    Event other = append(EventKind.NOTICE, UUID.randomUUID());
    Event second = append(EventKind.NOTICE_UPDATED, notice);
    retract(notice);

    List<Event> all = log.reader.after(0, 10);
    assertThat(all).hasSize(4).element(1).isEqualTo(other);
    assertThat(List.of(all.get(0), all.get(2)))
        .allSatisfy(
            event -> {
              assertThat(event.kind()).isEqualTo(EventKind.VOID);
              assertThat(event.payload()).isEmpty();
              assertThat(event.audience()).isEmpty();
              assertThat(event.noticeId()).isEqualTo(notice);
            });
    assertThat(all.getFirst().id()).isEqualTo(first.id());
    assertThat(all.getFirst().uid()).isEqualTo(first.uid());
    assertThat(log.reader.holds(first.id())).isTrue();
    assertThat(log.reader.erased(notice)).containsExactly(first.id(), second.id());
  }

  @Test
  void nobodyFindsErasedEventsByTheirKeys() {
    append(EventKind.NOTICE, notice);
    append(EventKind.NOTICE, UUID.randomUUID());
    retract(notice);

    assertThat(TestLog.numbers(log.reader.after(0, 3, keys("all"), 10))).containsExactly(2L, 3L);
    assertThat(log.reader.moreThan(2, 0, 3, keys("all", "group:g"))).isFalse();
  }

  @Test
  void retractionsAndControlEntriesAreNotErased() {
    append(EventKind.NOTICE, notice);
    retract(notice);
    retract(notice);

    assertThat(log.reader.after(0, 10))
        .extracting(Event::kind)
        .containsExactly(EventKind.VOID, EventKind.NOTICE_RETRACTED, EventKind.NOTICE_RETRACTED);
    assertThat(log.reader.after(1, 1).getFirst().payload()).isEqualTo("{}");
  }

  @Test
  void theNewestRetractionIsToldFirst() {
    UUID other = UUID.randomUUID();
    append(EventKind.NOTICE, notice);
    append(EventKind.NOTICE, other);
    retract(notice);
    retract(other);

    assertThat(log.reader.retracted(10)).containsExactly(other, notice);
    assertThat(log.reader.retracted(1)).containsExactly(other);
  }

  @Test
  void aRollbackBringsBackWhatWasErased() {
    Event event = append(EventKind.NOTICE, notice);
    log.transaction.executeWithoutResult(
        status -> {
          log.writer.erase(notice);
          status.setRollbackOnly();
        });

    assertThat(log.reader.at(event.id())).contains(event);
    assertThat(log.reader.after(0, 1, keys("group:g"), 1)).containsExactly(event);
  }

  @Test
  void nothingIsErasedWithoutATransaction() {
    assertThatThrownBy(() -> log.writer.erase(notice))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThatThrownBy(() -> log.writer.awaitTurn())
        .isInstanceOf(IllegalTransactionStateException.class);
  }
}
