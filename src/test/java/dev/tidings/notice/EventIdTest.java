package dev.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0-0",
        "1795294800000-48213",
        "1795294800000-0",
        "9007199254740991-9007199254740991"
      })
  void aPositionIsReadAndWrittenTheSame(String text) {
    assertThat(EventId.parse(text)).hasToString(text);
  }

  @Test
  void theNumbersAreThoseThatStandThere() {
    assertThat(EventId.parse("1795294800000-48213")).isEqualTo(new EventId(1795294800000L, 48213));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "1-",
        "-1",
        "1-2-3",
        "1--2",
        "-1-1",
        "1--1",
        "01-1",
        "1-01",
        "00-0",
        "+1-1",
        "1-+1",
        " 1-1",
        "1-1 ",
        "1 - 1",
        "1-1\n",
        "\t1-1",
        "1-1\u0000",
        "1,000-1",
        "1_000-1",
        "0x1-1",
        "1.0-1",
        "1e3-1",
        "1-1x",
        "*",
        "$",
        "1-*",
        "1\u20131",
        "\u0661-\u0661",
        "\uff11-\uff11",
        "9007199254740992-1",
        "1-9007199254740992",
        "9999999999999999-1",
        "1-9223372036854775807",
        "18446744073709551616-1",
        "99999999999999999999999-1"
      })
  void whatIsNotExactlyAPositionIsNone(String text) {
    assertThat(EventId.parse(text)).isNull();
  }

  @Test
  void aHugeTextIsNone() {
    assertThat(EventId.parse("1".repeat(1_000_000) + "-1")).isNull();
    assertThat(EventId.parse("1-" + "1".repeat(1_000_000))).isNull();
  }

  @Test
  void whatJavaScriptCannotCountIsRefused() {
    long tooMuch = 1L << 53;
    assertThat(new EventId(tooMuch - 1, tooMuch - 1))
        .hasToString("9007199254740991-9007199254740991");
    assertThatThrownBy(() -> new EventId(tooMuch, 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new EventId(1, tooMuch)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new EventId(-1, 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new EventId(1, -1)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({"5-9,5-10", "5-10,6-1", "9-1,10-0", "0-0,0-1"})
  void theEpochOrdersFirstAndThenTheNumber(String lower, String higher) {
    assertThat(EventId.parse(lower)).isLessThan(EventId.parse(higher));
    assertThat(EventId.parse(higher)).isGreaterThan(EventId.parse(lower));
  }

  @Test
  void withinOneLogTheLaterIsTheOneWithTheHigherNumber() {
    var old = new EventId(5, 10);
    var raised = new EventId(6, 11);
    assertThat(EventId.later(old, raised)).isEqualTo(raised);
    assertThat(EventId.later(raised, old)).isEqualTo(raised);
    assertThat(EventId.later(old, old)).isEqualTo(old);
  }
}
