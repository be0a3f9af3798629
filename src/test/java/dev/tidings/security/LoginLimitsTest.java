package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:30:00Z"));
  final LoginLimits limits = new LoginLimits(new LoginSettings(3, 5, Duration.ofMinutes(1)), clock);

  @Test
  void aNameCanOnlyBeTriedSoOften() {
    for (int i = 0; i < 3; i++) {
      assertThat(limits.take("alice", "10.0.0." + i)).isZero();
    }

    assertThat(limits.take("alice", "10.0.0.9")).isEqualTo(Duration.ofSeconds(20));
    assertThat(limits.take("bob", "10.0.0.9")).isZero();
  }

  @Test
  void anAddressCanOnlyTrySoOften() {
    for (int i = 0; i < 5; i++) {
      assertThat(limits.take("user" + i, "10.0.0.1")).isZero();
    }

    assertThat(limits.take("alice", "10.0.0.1")).isPositive();
    assertThat(limits.take("alice", "10.0.0.2")).isZero();
  }

  @Test
  void aTryThatTheAddressIsRefusedDoesNotCountAgainstTheName() {
    for (int i = 0; i < 5; i++) {
      limits.take("user" + i, "10.0.0.1");
    }
    for (int i = 0; i < 5; i++) {
      limits.take("alice", "10.0.0.1");
    }

    assertThat(limits.take("alice", "10.0.0.2")).isZero();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(limits.take("user" + i, "2001:db8:0:1::" + i)).isZero();
    }

    assertThat(limits.take("alice", "2001:db8:0:1:ffff::1")).isPositive();
    assertThat(limits.take("alice", "2001:db8:0:2::1")).isZero();
  }

  @Test
  void waitingHelps() {
    for (int i = 0; i < 4; i++) {
      limits.take("alice", "10.0.0.1");
    }
    clock.advance(Duration.ofSeconds(20));

    assertThat(limits.take("alice", "10.0.0.1")).isZero();
    assertThat(limits.take("alice", "10.0.0.1")).isPositive();
  }

  @Test
  void whatSucceedsDoesNotCount() {
    for (int i = 0; i < 50; i++) {
      assertThat(limits.take("alice", "10.0.0.1")).isZero();
      limits.giveBack("alice", "10.0.0.1");
    }
  }
}
