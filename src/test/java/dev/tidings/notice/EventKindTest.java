package dev.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKindTest {
  @ParameterizedTest
  @EnumSource
  void everyKindIsFoundByItsWireName(EventKind kind) {
    assertThat(EventKind.ofWireName(kind.wireName())).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NOTICE", "notice ", "state", "ready"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> EventKind.ofWireName(name)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void usersGetWhatIsAboutNoticesAndNothingElse() {
    assertThat(Arrays.stream(EventKind.values()).filter(EventKind::isForUsers))
        .extracting(EventKind::wireName)
        .containsExactly("notice", "notice-updated", "notice-retracted");
  }
}
