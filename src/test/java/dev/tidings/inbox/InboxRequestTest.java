package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.RunningTidings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxRequestTest {
  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final Api user = tidings.as(Tokens.user("uma", List.of("500")));

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "x", "1.5", "99999999999", "%2B5", "%D9%A5", "5%20"})
  void theLimitIsOneToAHundred(String limit) {
    user.get("/api/v1/me/notices?limit=" + limit).refused("limit", "must be 1 to 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "%2B1", "x%20", "A", "*", "3w5e11264sgsf", "zzzzzzzzzzzzzzzz"})
  void aCursorIsWhatAnEarlierPageGave(String cursor) {
    user.get("/api/v1/me/notices?cursor=" + cursor)
        .refused("cursor", "must be the nextCursor of an earlier page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Notice", "a%20b", "%00", "x%0A", "%27"})
  void aCategoryIsASlug(String category) {
    user.get("/api/v1/me/notices?category=" + category)
        .refused("category", "must be 1-50 characters of a-z 0-9 -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "read", "x"})
  void thereAreThreeLists(String status) {
    user.get("/api/v1/me/notices?status=" + status)
        .refused("status", "must be all, unread or archived");
  }

  @Test
  void thePageIsNotKeptByCaches() {
    assertThat(user.get("/api/v1/me/notices").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void nobodyHasAnInboxWithoutAToken() {
    tidings.as("no token").get("/api/v1/me/notices").refused(401, "token-invalid");
  }
}
