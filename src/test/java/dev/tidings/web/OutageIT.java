package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tidings.TidingsApplication;
import dev.tidings.harness.Poster;
import dev.tidings.harness.Proxy;
import dev.tidings.harness.TidingsServer;
import dev.tidings.harness.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is restarted, and the way to it is cut meanwhile. */
class OutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void thePageIsBackWithinFiveSecondsOfTheServerAndHasLostNothing() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    List<String> audience = List.of("user:alice");
    try (var server = new TidingsServer(folder, TidingsApplication.class.getName(), Map.of());
        var proxy = new Proxy(server.port());
        var browser = Browser.start();
        var site = new HostSite(browser, proxy.port(), Tokens.user("alice", List.of()))) {
      var poster = new Poster(server);
      Page page = site.liveTab();
      poster.post("before", audience);
      assertThat(HostSite.badge(page)).hasText("1");

      long cut = System.nanoTime();
      proxy.mode(Proxy.Mode.REFUSE);
      proxy.cut(Proxy.Cut.RST);
      server.stop();
      server.restart();
      IntStream.range(0, 4).forEach(n -> poster.post("meanwhile " + n, audience));
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> System.nanoTime() - cut >= OUTAGE.toNanos());
      proxy.mode(Proxy.Mode.PASS);
      long back = System.nanoTime();

      HostSite.awaitLive(page);
      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
      assertThat(HostSite.toasts(page).first()).hasText("4 new notifications");
      assertThat(HostSite.badge(page)).hasText("5");
      HostSite.bell(page).click();
      assertThat(HostSite.titles(page))
          .hasText(
              new String[] {"meanwhile 3", "meanwhile 2", "meanwhile 1", "meanwhile 0", "before"});
    }
  }
}
