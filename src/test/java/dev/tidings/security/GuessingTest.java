package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SecuritySlice
class GuessingTest {
  @Autowired MockMvcTester mvc;

  @Test
  void whoGuessesTooOftenHasToWaitWhetherTheNameExistsOrNot() throws Exception {
    MvcTestResult known = guess("admin", "192.0.2.1");
    MvcTestResult unknown = guess("nobody-2", "192.0.2.2");

    assertRefused(known, 429, "too-many-logins");
    assertThat(known).hasHeader("Retry-After", "6");
    assertThat(unknown).hasHeader("Retry-After", "6");
    assertThat(unknown.getResponse().getContentAsString())
        .isEqualTo(known.getResponse().getContentAsString());
  }

  MvcTestResult guess(String user, String address) {
    for (int i = 0; i < 10; i++) {
      assertThat(logIn(mvc, user, "guess" + i, address)).hasStatus(401);
    }
    return logIn(mvc, user, "guess", address);
  }
}
