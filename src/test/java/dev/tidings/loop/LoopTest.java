package dev.tidings.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.loop.Loop.Round;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LoopTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger rounds = new AtomicInteger();

  private static Loop loop(Round round) {
    var outage = new Outage(NOPLogger.NOP_LOGGER, Clock.systemUTC(), "It", Duration.ofMillis(100));
    return new Loop("tidings-loop-test", round, outage);
  }

  @Test
  void itGoesOnAfterAFailure() {
    Loop loop =
        loop(
            () -> {
              if (rounds.incrementAndGet() < 3) {
                throw new IllegalStateException("for once");
              }
              return LONG;
            });
    loop.start(Duration.ZERO);
    await().until(() -> rounds.get() == 3);
    assertThat(loop.isRunning()).isTrue();
    loop.stop();
    assertThat(loop.isRunning()).isFalse();
  }

  @Test
  void whoeverHasNewsEndsItsPause() {
    Loop loop =
        loop(
            () -> {
              rounds.incrementAndGet();
              return LONG;
            });
    loop.start(LONG);
    assertThat(rounds).hasValue(0);
    for (int i = 1; i <= 2; i++) {
      int expected = i;
      loop.wake();
      await().until(() -> rounds.get() == expected);
    }
    loop.stop();
    assertThat(rounds).as("the end is no news").hasValue(2);
  }

  @Test
  void theEndWaitsForTheRoundThatIsUnderWay() throws Exception {
    var begun = new CountDownLatch(1);
    var toldSo = new AtomicBoolean();
    var owner = new Loop[1];
    owner[0] =
        loop(
            () -> {
              begun.countDown();
              toldSo.set(!owner[0].rest(LONG) && owner[0].isStopping());
              rounds.incrementAndGet();
              return Duration.ZERO;
            });
    owner[0].start(Duration.ZERO);
    begun.await();
    owner[0].stop();
    assertThat(rounds).hasValue(1);
    assertThat(toldSo).as("a rest ends at once").isTrue();
  }
}
