package dev.tidings.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.harness.Tokens;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that slept for longer than events are kept, and a log that lacks its front. */
class LogCursorTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final LogReader log = tidings.part(LogReader.class);
  private final List<EventId> handedOn = new ArrayList<>();
  private final List<EventId> restarts = new ArrayList<>();

  private EventId start;

  /** Takes down what it is told, and knows what the log has. */
  private final EventSink sink =
      new EventSink() {
        @Override
        public void accept(Event event) {
          handedOn.add(event.id());
        }

        @Override
        public EventId restart(EventId lost, long lastCommon) {
          assertThat(lastCommon).isEqualTo(lost.seq());
          restarts.add(lost);
          return log.head().newest();
        }
      };

  @BeforeEach
  void fiveEvents() {
    start = log.head().newest();
    for (int i = 0; i < 5; i++) {
      post();
    }
  }

  private EventId post() {
    return EventId.parse(
        tidings.as(Tokens.admin("olga")).post(Draft.to("user:nobody")).is(201).text("eventId"));
  }

  private void removeUpTo(long seq) {
    tidings.jdbc().sql("delete from event_audience where seq <= ?").param(seq).update();
    tidings.jdbc().sql("delete from event_log where seq <= ?").param(seq).update();
  }

  @Test
  void whatWasRemovedIsSteppedOverAndWhatComesNextIsHandedOn() {
    var cursor = new LogCursor(log, start, sink);
    removeUpTo(start.seq() + 3);

    assertThat(cursor.followLog()).isTrue();
    assertThat(restarts).containsExactly(start);
    assertThat(handedOn).isEmpty();
    assertThat(cursor.position()).isEqualTo(log.head().newest());

    EventId next = post();
    assertThat(cursor.followLog()).isTrue();
    assertThat(handedOn).containsExactly(next);
  }

  @Test
  void anEntryOfTheStreamBehindTheHoleIsNotHandedOnTwice() {
    var cursor = new LogCursor(log, start, sink);
    Event last = log.at(log.head().newest()).orElseThrow();
    removeUpTo(start.seq() + 3);

    assertThat(cursor.take(last)).isTrue();
    assertThat(handedOn).isEmpty();
    assertThat(cursor.position()).isEqualTo(last.id());
  }

  @Test
  void aLogThatIsEmptyButHasAHeadIsFollowedFromThere() {
    var late = new LogCursor(log, start, sink);
    var early = new LogCursor(log, log.head().newest(), sink);
    removeUpTo(log.head().seq());

    assertThat(early.followLog()).isFalse();
    assertThat(late.followLog()).isTrue();
    assertThat(late.position()).isEqualTo(log.head().newest());

    EventId next = post();
    assertThat(early.followLog()).isTrue();
    assertThat(handedOn).containsExactly(next);
  }

  @Test
  void aHoleInTheMiddleIsNoReasonToGoOn() {
    var cursor = new LogCursor(log, start, sink);
    tidings.jdbc().sql("delete from event_log where seq = ?").param(start.seq() + 2).update();

    assertThatThrownBy(cursor::followLog).hasMessage("the log lacks event " + (start.seq() + 2));
    assertThat(handedOn).hasSize(1);
    assertThat(restarts).isEmpty();
    removeUpTo(start.seq() + 2); // for other tests, whose log must be whole
  }
}
