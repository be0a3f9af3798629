package dev.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {
  @ParameterizedTest
  @ValueSource(strings = {"notice", "water-2026", "0", "-"})
  void anySlugIsACategory(String category) {
    assertThat(Category.checked(category)).isEqualTo(category);
  }

  @Test
  void fiftyCharactersAreTheMost() {
    assertThat(Category.checked("x".repeat(50))).hasSize(50);
    assertThatThrownBy(() -> Category.checked("x".repeat(51))).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Notice", "a b", "a_b", "a.b", "\u00e9", "\u0661", "a\n", " a", "a\u0000"})
  void anythingElseIsRefused(String category) {
    assertThatThrownBy(() -> Category.checked(category))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("category must be 1-50 characters of a-z 0-9 -");
  }
}
