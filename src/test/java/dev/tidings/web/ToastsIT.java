package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.awaitTrue;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.button;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.tidings.testing.Api;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pops up and what stays above: toasts and banner, in a real browser. */
class ToastsIT {
  @RegisterExtension static final HostSites sites = new HostSites(Browser::start);

  @AfterEach
  void nothingWasComplainedOf() {
    sites.assertNoComplaints();
  }

  @Test
  void twoHundredNoticesAtOnceNeitherFreezeThePageNorBuryIt() {
    Page page =
        sites
            .site()
            .with(
                """
                window.longTasks = [];
                new PerformanceObserver((list) =>
                  longTasks.push(...list.getEntries().map(({ duration }) => duration))
                ).observe({ type: 'longtask' });
                """)
            .liveTab();
    page.evaluate("longTasks.length = 0");
    for (int half = 0; half < 2; half++) {
      String batch =
          IntStream.range(0, 100)
              .mapToObj(n -> sites.draft("burst " + n).json())
              .toList()
              .toString();
      sites.admin().send(sites.admin().json("/api/v1/notices/batch").POST(Api.body(batch))).is(207);
    }
    assertThat(badge(page)).hasText("99+");
    assertThat(toasts(page)).hasText(new String[] {"200 new notifications"});
    assertThat(page.locator("tidings-toasts [role=status]")).hasText("200 new notifications");
    assertThat((List<?>) page.evaluate("longTasks"))
        .allSatisfy(ms -> assertThat(((Number) ms).doubleValue()).isLessThan(200));

    // One that is longer would have been seen.
    page.evaluate(
        "setTimeout(() => { const end = performance.now() + 250; while (performance.now() < end); })");
    awaitTrue(page, "longTasks.some((ms) => ms >= 200)");
  }

  @Test
  void whoeverLeavesAndComesBackIsToldWhatWasMissedOnce() {
    Page page = sites.site().liveTab();
    sites.post("before");
    assertThat(toasts(page)).hasText(new String[] {"before"});
    button(page, "Dismiss: before").click();
    for (String title : List.of("one", "two", "three")) {
      page.evaluate("tidings.disconnect()");
      sites.post(title);
      page.evaluate("tidings.connect()");
      assertThat(toasts(page)).hasText(new String[] {title});
      button(page, "Dismiss: " + title).click();
      assertThat(toasts(page)).hasCount(0);
    }
    assertThat(badge(page)).hasText("4");
  }

  @Test
  void anUrgentNoticeIsSaidAtOnceAndStaysUntilItIsDismissed() {
    Page page = sites.site().liveTab();
    sites.post("The gym opens later");
    sites.post(sites.draft("Gas smell").with("severity", "CRITICAL"));
    assertThat(toasts(page)).hasText(new String[] {"Gas smell", "The gym opens later"});
    assertThat(page.locator("tidings-toasts [role=status]")).containsText("The gym opens later");
    assertThat(page.locator("tidings-toasts [role=alert]")).containsText("Critical: Gas smell");
    assertThat(toasts(page)).hasText(new String[] {"Gas smell"});
    page.keyboard().press("F8");
    assertThat(toasts(page)).isFocused();
    page.keyboard().press("Escape");
    assertThat(toasts(page)).hasCount(0);
  }

  @Test
  void theBannerStaysAwayOnceDismissedUntilItChanges() {
    String outage = sites.post(sites.draft("No water at noon").with("category", "maintenance"));
    sites.post(sites.draft("Fire!").with("severity", "CRITICAL"));
    HostSite site = sites.site();
    Page page = site.liveTab();
    assertThat(page.locator("tidings-banner .notice")).hasCount(2);
    assertThat(page.locator("tidings-banner .title").first()).hasText("Fire!");
    button(page, "Dismiss: No water at noon").click();
    button(page, "Dismiss: Fire!").click();
    assertThat(page.locator("tidings-banner")).isHidden();
    assertThat(badge(page)).isHidden();

    page.reload();
    HostSite.awaitLive(page);
    assertThat(page.locator("tidings-banner")).isHidden();
    sites.admin().patch(outage, "{\"title\":\"No water at one\"}").is(200);
    assertThat(page.locator("tidings-banner")).containsText("No water at one");
  }
}
