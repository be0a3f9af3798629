package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.awaitLive;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.button;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.harness.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of another origin: it calls with tokens of its own, and opens streams with tickets. */
class OtherOriginIT {
  @RegisterExtension static final HostSites sites = new HostSites(Browser::start);

  @Test
  void everyStreamHasATicketOfItsOwnAndGoesOnWhereTheOneBeforeWas() {
    try (var shop = new OtherOrigin(sites.browser(), sites.server().port(), sites::token)) {
      Page page = shop.tab();
      awaitLive(page);
      Page other = shop.tab();
      awaitLive(other);
      sites.post("first");
      assertThat(badge(page)).hasText("1");
      for (String title : List.of("second", "third")) {
        int before = shop.streams().size();
        sites
            .server()
            .part(ConnectionRegistry.class)
            .end(sites.user(), stream -> true, ByeReason.ROTATION);
        sites.post(title);
        page.waitForCondition(() -> shop.streams().size() > before);
        // It came by the new stream, so there is one to be ended.
        assertThat(badge(page)).hasText(String.valueOf(before + 1));
      }
      assertThat(badge(other)).hasText("3");
      bell(other).click();
      assertThat(titles(other)).hasText(new String[] {"third", "second", "first"});
      button(other, "Settings").click();
      assertThat(other.getByLabel("Play a sound")).isVisible();
      page.evaluate("document.querySelector('tidings-bell').lang = 'ko'");
      bell(page).click();
      assertThat(panel(page)).containsText("알림");

      List<String> streams = shop.streams();
      assertThat(streams).hasSize(3).doesNotHaveDuplicates();
      assertThat(streams.getFirst()).matches("ticket=[^&]+");
      assertThat(streams.subList(1, 3))
          .allMatch(s -> s.matches("lastEventId=\\d+-\\d+&ticket=[^&]+"));
      assertThat(shop.calls())
          .isNotEmpty()
          .allMatch(call -> call.headers().get("authorization").startsWith("Bearer "));
      assertThat(shop.profile().cookies()).isEmpty();
      assertThat(shop.complaints).isEmpty();
    }
  }

  @Test
  void aTokenThatIsRefusedOrEndsIsReplacedWithoutALoss() {
    var given = new AtomicInteger();
    try (var shop =
        new OtherOrigin(
            sites.browser(),
            sites.server().port(),
            () ->
                given.getAndIncrement() == 0
                    ? forged(sites.token())
                    : Tokens.userUntil(sites.user(), Duration.ofSeconds(3)))) {
      Page page = shop.tab();
      awaitLive(page);
      sites.post("first");
      assertThat(toasts(page)).hasText(new String[] {"first"});
      page.waitForCondition(() -> shop.streams().size() == 2);
      sites.post("second");
      assertThat(badge(page)).hasText("2");
      bell(page).click();
      assertThat(titles(page)).hasText(new String[] {"second", "first"});
      assertThat(shop.streams().getLast()).contains("lastEventId=");
      assertThat(shop.complaints).isNotEmpty().allMatch(complaint -> complaint.contains("401"));
    }
  }

  /** What it says is right, but nobody has signed it. */
  private static String forged(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);
  }
}
