package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.problem.Problem;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  final Passwords passwords = new Passwords();

  @AfterEach
  void end() {
    passwords.destroy();
  }

  @Test
  void onlyTheSamePasswordMatches() {
    String hash = passwords.hash("secret");

    assertThat(passwords.matches("secret", hash)).isTrue();
    assertThat(passwords.matches("secret ", hash)).isFalse();
    assertThat(passwords.matches("secret", null)).isFalse();
    assertThat(passwords.matches("secret", "no hash")).isFalse();
  }

  @Test
  void whatBCryptWouldCutOffDoesNotMatch() {
    String longest = "x".repeat(72);
    String hash = passwords.hash(longest);

    assertThat(passwords.matches(longest, hash)).isTrue();
    assertThat(passwords.matches(longest + "y", hash)).isFalse();
  }

  @Test
  void tooManyAtOnceAreToldToComeBack() {
    String hash = passwords.hash("secret");
    var good = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(
            () -> {
              try {
                if (passwords.matches("secret", hash)) {
                  good.incrementAndGet();
                }
              } catch (Problem busy) {
                refused.incrementAndGet();
              }
            });
      }
    }

    assertThat(good.get() + refused.get()).isEqualTo(100);
    assertThat(good.get()).isGreaterThanOrEqualTo(50);
    assertThat(refused.get()).isPositive();
  }

  @Test
  void afterTheEndNobodyIsLeftWaiting() {
    passwords.destroy();

    assertThatThrownBy(() -> passwords.matches("secret", null)).isInstanceOf(Problem.class);
  }
}
