package dev.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceKeyTest {
  private static final String LONGEST = "x".repeat(100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all",
        "group:500",
        "user:alice",
        "user:alice@example.org",
        "group:A.b_c-D",
        "user:-",
        "group:all",
        "user:0"
      })
  void aKeyIsWrittenAsItWasGiven(String text) {
    assertThat(new AudienceKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ALL",
        "All",
        "all ",
        " all",
        "all\n",
        "all:",
        "all:x",
        "group",
        "group:",
        "user:",
        "users:x",
        "GROUP:x",
        "role:x",
        ":x",
        "group:a:b",
        "group:a b",
        "group:a,b",
        "user:a/b",
        "user:a\\b",
        "user:a\n",
        "user:\u00e4",
        "user:\u0661",
        "user:a\u0000",
        "group:*",
        "user:*",
        "*",
        "group:a+b",
        "user:a'b",
        "user:a%20b"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new AudienceKey(text))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refused -> {
              assertThat(refused.field()).isEqualTo("audience");
              assertThat(refused.limit())
                  .isEqualTo(
                      "must be all, group:<id> or user:<id>, with an id of 1-100 characters of A-Z"
                          + " a-z 0-9 . _ @ -");
            });
  }

  @Test
  void anIdHasAHundredCharactersAtMost() {
    assertThat(AudienceKey.group(LONGEST)).hasToString("group:" + LONGEST);
    assertThat(AudienceKey.user(LONGEST)).hasToString("user:" + LONGEST);
    assertThatThrownBy(() -> AudienceKey.group(LONGEST + "x")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> AudienceKey.user(LONGEST + "x")).isInstanceOf(InvalidValue.class);
  }

  @Test
  void anIdIsCheckedWithoutItsKind() {
    assertThat(AudienceKey.isId("alice@example.org")).isTrue();
    assertThat(AudienceKey.isId(LONGEST)).isTrue();
    assertThat(AudienceKey.isId(LONGEST + "x")).isFalse();
    assertThat(AudienceKey.isId("")).isFalse();
    assertThat(AudienceKey.isId("user:alice")).isFalse();
    assertThat(AudienceKey.isId("alice\n")).isFalse();
  }

  @Test
  void keysOfTheSameTextAreTheSame() {
    assertThat(AudienceKey.user("x")).isEqualTo(new AudienceKey("user:x"));
    assertThat(AudienceKey.user("x")).isNotEqualTo(AudienceKey.group("x"));
    assertThat(new AudienceKey("all")).isEqualTo(AudienceKey.ALL);
  }
}
