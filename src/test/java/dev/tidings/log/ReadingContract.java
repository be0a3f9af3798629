package dev.tidings.log;

import static dev.tidings.log.TestLog.keys;
import static dev.tidings.log.TestLog.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import dev.tidings.testing.Database;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ReadingContract {
  private final Database database;
  TestLog log;

  ReadingContract(Database database) {
    this.database = database;
  }

  @BeforeEach
  void emptyLog() {
    log = TestLog.emptyOn(database);
  }

  private void assertComesBack(Event event) {
    assertThat(log.reader.after(event.id().seq() - 1, 1)).containsExactly(event);
    assertThat(log.reader.at(event.id())).contains(event);
  }

  @Test
  void textOfEveryPlaneOfUnicodeComesBackAsItWentIn() {
    String everyPlane =
        IntStream.rangeClosed(0, 16)
            .flatMap(
                plane ->
                    IntStream.of(0x20, 0x1F6, 0x2028, 0xFEFF, 0xFFFD, 0xFFFF)
                        .map(c -> (plane << 16) + c))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String escapes = "\\\"quoted\\\" 'single' \\\\ \\n\\r\\t \\u0000 \\ud83d\\ude00 ?1 :name $1 %s";
    String payload = "{\"title\":\"" + everyPlane + "\",\"body\":\"" + escapes + "\"}";
    Event event = log.append(keys("all"), slot -> payload);
    assertThat(event.payload()).isEqualTo(payload);
    assertComesBack(event);
    assertThat(log.reader.after(0, 1, keys("all"), 1)).containsExactly(event);
  }

  @Test
  void aThousandLongKeysComeBackInTheirOrder() {
    List<AudienceKey> keys =
        IntStream.range(0, 1_000)
            .mapToObj(i -> AudienceKey.group("%0100d".formatted(1_000 - i)))
            .toList();
    Event event = log.append(keys, slot -> "{}");
    assertThat(event.audience()).isEqualTo(keys);
    assertComesBack(event);
    assertThat(log.reader.after(0, 1, List.of(keys.get(999)), 10)).containsExactly(event);
    assertThat(log.reader.after(0, 1, keys, 10)).containsExactly(event);
  }

  @Test
  void anEntryForNobodyComesBackToo() {
    Event order =
        log.transaction.execute(
            status -> log.writer.append(EventKind.CONTROL, null, List.of(), slot -> "{\"x\":1}"));
    assertThat(order.audience()).isEmpty();
    assertComesBack(order);
    assertThat(log.reader.after(0, 1, keys("all"), 10)).isEmpty();
  }

  @Test
  void aPageBeginsAfterTheNumberAndKeepsItsLimit() {
    append("all", "all", "all", "all");
    assertThat(numbers(log.reader.after(0, 2))).containsExactly(1L, 2L);
    assertThat(numbers(log.reader.after(2, 10))).containsExactly(3L, 4L);
    assertThat(log.reader.after(4, 10)).isEmpty();
  }

  @Test
  void aCallerSeesTheEventsOfTheirKeysOnceEachInOrder() {
    log.append("all", "group:a", "user:u");
    log.append("group:b");
    log.append("user:u", "group:a");
    log.append("group:a");
    log.append("user:u", "all");
    var mine = keys("user:u", "group:a", "all");
    assertThat(numbers(log.reader.after(0, 5, mine, 10))).containsExactly(1L, 3L, 4L, 5L);
    assertThat(numbers(log.reader.after(0, 5, keys("group:b"), 10))).containsExactly(2L);
    assertThat(log.reader.after(0, 5, keys("group:c", "user:other"), 10)).isEmpty();
  }

  @Test
  void aCallersPageKeepsItsBoundsAndItsLimit() {
    append("group:a", "group:a", "group:b", "group:a", "group:a");
    var mine = keys("group:a");
    assertThat(numbers(log.reader.after(1, 5, mine, 10))).containsExactly(2L, 4L, 5L);
    assertThat(numbers(log.reader.after(1, 4, mine, 10))).containsExactly(2L, 4L);
    assertThat(numbers(log.reader.after(0, 5, mine, 2))).containsExactly(1L, 2L);
    assertThat(log.reader.after(5, 5, mine, 10)).isEmpty();
    assertThat(log.reader.after(2, 3, mine, 10)).isEmpty();
  }

  @Test
  void theLimitCountsEventsAndNotMatchingKeys() {
    for (int i = 0; i < 4; i++) {
      log.append("all", "group:a", "group:b", "user:u");
    }
    var mine = keys("all", "group:a", "group:b", "user:u");
    assertThat(numbers(log.reader.after(0, 4, mine, 3))).containsExactly(1L, 2L, 3L);
    assertThat(log.reader.moreThan(3, 0, 4, mine)).isTrue();
    assertThat(log.reader.moreThan(4, 0, 4, mine)).isFalse();
  }

  @Test
  void moreThanCountsWhatTheCallerSeesWithinTheBounds() {
    append("group:a", "group:b", "group:a", "group:a");
    var mine = keys("group:a");
    assertThat(log.reader.moreThan(2, 0, 4, mine)).isTrue();
    assertThat(log.reader.moreThan(3, 0, 4, mine)).isFalse();
    assertThat(log.reader.moreThan(2, 1, 4, mine)).isFalse();
    assertThat(log.reader.moreThan(2, 0, 3, mine)).isFalse();
    assertThat(log.reader.moreThan(0, 1, 2, mine)).isFalse();
    assertThat(log.reader.moreThan(0, 1, 3, mine)).isTrue();
  }

  @Test
  void theLogHoldsExactlyItsOwnPositions() {
    EventId id = log.append("all").id();
    assertThat(log.reader.holds(id)).isTrue();
    assertThat(log.reader.holds(new EventId(id.epoch(), 2))).isFalse();
    assertThat(log.reader.holds(new EventId(id.epoch(), 0))).isFalse();
    assertThat(log.reader.holds(new EventId(id.epoch() + 1, 1))).isFalse();
    assertThat(log.reader.holds(new EventId(id.epoch() - 1, 1))).isFalse();
    assertThat(log.reader.at(new EventId(id.epoch() + 1, 1))).isEmpty();
    assertThat(log.reader.at(new EventId(id.epoch() - 1, 1))).isEmpty();
    assertThat(log.reader.at(new EventId(id.epoch(), 2))).isEmpty();
  }

  @Test
  void theOldestIsTheFirstThatIsKeptElseTheNextOneToCome() {
    assertThat(log.reader.oldestSeq()).isEqualTo(1);
    append("all", "all", "all");
    assertThat(log.reader.oldestSeq()).isEqualTo(1);
    log.jdbc.sql("delete from event_log where seq < 3").update();
    assertThat(log.reader.oldestSeq()).isEqualTo(3);
    log.jdbc.sql("delete from event_log").update();
    assertThat(log.reader.oldestSeq()).isEqualTo(4);
  }

  @Test
  void theAgeOfTheNextOneIsThatOfItsAppending() {
    append("all", "all");
    Event second = log.reader.after(1, 1).getFirst();
    assertThat(log.reader.nextIsOlderThan(1, second.createdAt())).isFalse();
    assertThat(log.reader.nextIsOlderThan(1, second.createdAt().plusMillis(1))).isTrue();
    assertThat(log.reader.nextIsOlderThan(2, second.createdAt().plusSeconds(9))).isFalse();
  }

  /** One event for each key. */
  private void append(String... keys) {
    for (String key : keys) {
      log.append(key);
    }
  }
}
