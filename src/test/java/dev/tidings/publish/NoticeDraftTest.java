package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NoticeDraftTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PAIR = "\ud83d\ude00";

  /** A good notice with these fields set otherwise. */
  private static NoticeDraft draft(Map<String, ?> fields) {
    var all = new HashMap<String, Object>(Map.of("audience", List.of("all"), "title", "t"));
    all.putAll(fields);
    return NoticeDraft.of(JSON.convertValue(all, NoticeRequest.class));
  }

  private static NoticeDraft draft(String field, @Nullable Object value) {
    return draft(Collections.singletonMap(field, value));
  }

  private static void assertRefused(
      Map<String, ?> fields, String refusedField, String refusedLimit) {
    assertThatThrownBy(() -> draft(fields))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refused -> {
              assertThat(refused.field()).isEqualTo(refusedField);
              assertThat(refused.limit()).isEqualTo(refusedLimit);
            });
  }

  private static void assertRefused(String field, @Nullable Object value, String limit) {
    assertRefused(Collections.singletonMap(field, value), field, limit);
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user:u" + i).toList();
  }

  @Test
  void anAudienceAndATitleAreEnough() {
    assertThat(draft(Map.of()))
        .isEqualTo(
            new NoticeDraft(
                List.of(AudienceKey.ALL),
                "notice",
                Severity.INFO,
                "t",
                "",
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u6f22", PAIR})
  void aTitleHasUpToTwoHundredCodePoints(String character) {
    String longest = character.repeat(200);
    assertThat(draft("title", longest).title()).isEqualTo(longest);
    assertRefused("title", longest + "x", "must not be longer than 200 characters");
    assertRefused("title", "x" + longest, "must not be longer than 200 characters");
  }

  @Test
  void aTitleMustSaySomething() {
    String limit = "must have 1 to 200 characters that are not all blank";
    assertRefused("title", null, limit);
    assertRefused("title", "", limit);
    assertRefused("title", " \t\n\u2003", limit);
    assertThat(draft("title", " x ").title()).isEqualTo(" x ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u6f22", PAIR})
  void aBodyHasUpToTenThousandCodePoints(String character) {
    String longest = character.repeat(10_000);
    assertThat(draft("body", longest).body()).isEqualTo(longest);
    assertRefused("body", longest + "x", "must not be longer than 10,000 characters");
  }

  @Test
  void aBodyMayBeEmptyOrMissing() {
    assertThat(draft("body", "").body()).isEmpty();
    assertThat(draft("body", null).body()).isEmpty();
    assertThat(draft("body", " \n ").body()).isEqualTo(" \n ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "body"})
  void textIsAnythingButNulAndHalfASurrogatePair(String field) {
    String limit = "must not hold U+0000 or half a surrogate pair";
    for (String bad : List.of("\0", "\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
      assertRefused(field, "a" + bad, limit);
      assertRefused(field, bad + "z", limit);
    }
    String everyPlane =
        IntStream.rangeClosed(0, 16)
            .flatMap(plane -> IntStream.of(0x1, 0xFEFF, 0xFFFF).map(c -> (plane << 16) + c))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    var draft = draft(field, everyPlane + "\r\n\t\u202e\"\\");
    assertThat(field.equals("title") ? draft.title() : draft.body())
        .isEqualTo(everyPlane + "\r\n\t\u202e\"\\");
  }

  @Test
  void anAudienceHasOneToAThousandKeys() {
    assertThat(draft("audience", keys(1_000)).audience()).hasSize(1_000);
    String limit = "must have 1 to 1,000 audience keys";
    assertRefused("audience", keys(1_001), limit);
    assertRefused("audience", Collections.nCopies(1_001, "all"), limit);
    assertRefused("audience", List.of(), limit);
    assertRefused("audience", null, limit);
  }

  @Test
  void aKeyThatStandsTwiceCountsOnceWhereItStoodFirst() {
    assertThat(draft("audience", List.of("user:b", "all", "user:b", "user:a", "all")).audience())
        .hasToString("[user:b, all, user:a]");
  }

  @Test
  void aBadKeyIsNamedByItsPlace() {
    String limit =
        "must be all, group:<id> or user:<id>, with an id of 1-100 characters of A-Z a-z 0-9 . _ @"
            + " -";
    assertRefused(Map.of("audience", List.of("all", "user:a", "nobody")), "audience[2]", limit);
    assertRefused(Map.of("audience", Arrays.asList(null, "all")), "audience[0]", limit);
    var keys = new ArrayList<>(keys(999));
    keys.add("user:" + "x".repeat(101));
    assertRefused(Map.of("audience", keys), "audience[999]", limit);
  }

  @Test
  void theCategoryIsASlug() {
    assertThat(draft("category", null).category()).isEqualTo("notice");
    assertThat(draft("category", "x".repeat(50)).category()).hasSize(50);
    assertRefused("category", "x".repeat(51), "must be 1-50 characters of a-z 0-9 -");
    assertRefused("category", "", "must be 1-50 characters of a-z 0-9 -");
  }

  @ParameterizedTest
  @EnumSource
  void theSeverityIsTakenAsItIs(Severity severity) {
    assertThat(draft("severity", severity).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:30:00.000Z, 2026-11-21T10:30:00.000Z",
    "2026-11-21T10:30:00.000Z, 2026-11-21T10:29:59.999Z",
    "2026-11-21T10:30:00.000Z, 2026-11-21T12:30:00+02:00",
    "2026-11-21T10:30:00.0001Z, 2026-11-21T10:30:00.0009Z"
  })
  void aNoticeMayNotExpireBeforeItIsPublished(String publishAt, String expiresAt) {
    assertRefused(
        Map.of("publishAt", publishAt, "expiresAt", expiresAt),
        "expiresAt",
        "must be after publishAt");
  }

  @Test
  void timesAreKeptToTheMillisecond() {
    var draft =
        draft(
            Map.of(
                "publishAt", "2026-11-21T10:30:00.000999999Z",
                "expiresAt", "2026-11-21T12:30:00.001999999+02:00"));
    assertThat(draft.publishAt()).hasToString("2026-11-21T10:30:00Z");
    assertThat(draft.expiresAt()).hasToString("2026-11-21T10:30:00.001Z");
  }

  @Test
  void linkAndDataMayBeMissing() {
    assertThat(draft("link", null).link()).isNull();
    assertThat(draft("data", null).data()).isNull();
    assertThat(draft("link", "/notices/42").link()).isEqualTo("/notices/42");
    assertThat(draft("data", Map.of("noticeSeq", 42)).data()).hasToString("{\"noticeSeq\":42}");
  }
}
