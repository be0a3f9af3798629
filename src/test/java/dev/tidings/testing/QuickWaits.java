package dev.tidings.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests look at once and then ever less often for what they wait for. Awaitility alone looks every
 * tenth of a second and not before, which is most of the time of a test that posts a hundred
 * notices. Found by JUnit through its service file.
 */
public final class QuickWaits implements BeforeAllCallback {
  private static final Duration SHORTEST = Duration.ofMillis(4);
  private static final Duration LONGEST = Duration.ofMillis(100);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(QuickWaits::next);
  }

  private static Duration next(int count, Duration last) {
    Duration longer = last.multipliedBy(3).dividedBy(2);
    return count == 1 || longer.compareTo(SHORTEST) < 0
        ? SHORTEST
        : longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }
}
