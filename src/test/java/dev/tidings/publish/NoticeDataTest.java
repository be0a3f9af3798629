package dev.tidings.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notice.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NoticeDataTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static void assertAccepted(String data) {
    assertThat(NoticeData.checked(JSON.readTree(data))).hasToString(data);
  }

  private static void assertRefused(String data, String limit) {
    assertThatThrownBy(() -> NoticeData.checked(JSON.readTree(data)))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("data " + limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"b\":1,\"a\":{\"d\":[1,2,{}],\"c\":null}}",
        "{\"\":\"\"}",
        "{\"\u6f22\":\"\ud83d\ude00\"}",
        "{\"audience\":\"x\"}"
      })
  void anyObjectIsTakenAsItIs(String data) {
    assertAccepted(data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"x\"", "\"\"", "1", "0.5", "true", "false"})
  void anythingButAnObjectIsRefused(String data) {
    assertRefused(data, "must be a JSON object");
  }

  @Test
  void fourKibibytesAreTheMost() {
    String largest = "{\"k\":\"" + "x".repeat(4096 - 8) + "\"}";
    assertThat(largest).hasSize(4096);
    assertAccepted(largest);
    assertRefused(largest.replace("k", "kk"), "must not be larger than 4 KiB");
  }

  @Test
  void itIsBytesThatCount() {
    String largest = "{\"k\":\"" + "\u6f22".repeat(1362) + "xx\"}";
    assertThat(largest.getBytes(UTF_8)).hasSize(4096);
    assertAccepted(largest);
    assertRefused(largest.replace("xx", "xxx"), "must not be larger than 4 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud83d", "\\ude00", "\\ude00\\ud83d"})
  void whatNoDatabaseKeepsIsRefusedWhereverItStands(String bad) {
    String limit = "must not hold U+0000 or half a surrogate pair";
    assertRefused("{\"a\":\"" + bad + "\"}", limit);
    assertRefused("{\"a\":{\"b\":[1,[\"x" + bad + "\"]]}}", limit);
    if (bad.equals("\\u0000")) {
      assertRefused("{\"" + bad + "\":1}", limit);
      assertRefused("{\"a\":[{\"b" + bad + "\":1}]}", limit);
    }
  }

  @Test
  void halfASurrogatePairInANameIsRefusedToo() {
    var data = JSON.createObjectNode();
    data.putObject("a").put("\ud83d", 1);
    assertThatThrownBy(() -> NoticeData.checked(data))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("data must not hold U+0000 or half a surrogate pair");
  }

  /** Looking at every value twice on each level would take longer than the universe is old. */
  @Test
  @Timeout(10)
  void aHundredLevelsAreTheMost() {
    assertAccepted("{\"a\":".repeat(100 - 1) + "{}" + "}".repeat(100 - 1));
    assertRefused(
        "{\"a\":".repeat(100) + "{}" + "}".repeat(100),
        "must not be nested deeper than 100 levels");
    assertAccepted("{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}");
    assertRefused(
        "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
        "must not be nested deeper than 100 levels");
  }
}
