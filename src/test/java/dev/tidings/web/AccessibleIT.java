package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.button;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No state of the elements is a barrier to anybody, as far as axe can tell. */
class AccessibleIT {
  @RegisterExtension static final HostSites sites = new HostSites(Browser::start);

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void everyStateIsForEverybody(ColorScheme colors) {
    sites.post(
        sites
            .draft("Your bill")
            .with("link", "/host/bill")
            .with("body", "By card or at the desk."));
    sites.post(sites.draft("Lift B").with("severity", "WARNING").with("category", "maintenance"));
    Page page = siteIn(colors, sites.token()).liveTab();
    assertThat(page.locator("tidings-banner .notice")).isVisible();
    check(page, "closed, with a banner");
    sites.post(sites.draft("Gas smell").with("severity", "CRITICAL").with("body", "Please leave."));
    assertThat(toasts(page)).hasText(new String[] {"Gas smell"});
    check(page, "with a toast");
    bell(page).click();
    assertThat(titles(page)).hasCount(3);
    button(page, "Mark as read: Your bill").click();
    sites.post("one more");
    assertThat(button(page, "1 new")).isVisible();
    check(page, "open, with news");
    button(page, "Archive").click();
    assertThat(panel(page)).containsText("Your archive is empty");
    check(page, "empty");
    button(page, "Settings").click();
    assertThat(page.getByLabel("Play a sound")).isVisible();
    check(page, "settings");
    sites.assertNoComplaints();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void whatFailsIsForEverybodyToo(ColorScheme colors) {
    Page page = siteIn(colors, sites.token()).liveTab();
    page.route("**/me/notices?*", Route::abort);
    bell(page).click();
    assertThat(panel(page)).containsText("Notifications could not load");
    check(page, "failed");
    page.unroute("**/me/notices?*");
    button(page, "Try again").click();
    assertThat(panel(page)).containsText("You’re all caught up");

    Page nobody = siteIn(colors, null).tab();
    bell(nobody).click();
    assertThat(panel(nobody)).containsText("You are signed out");
    check(nobody, "signed out");
  }

  @Test
  void aBarrierWouldBeFound() {
    Page page = siteIn(ColorScheme.LIGHT, sites.token()).liveTab();
    page.evaluate("document.querySelector('tidings-bell').shadowRoot.append(new Image())");
    assertThat(Visit.barriers(page)).isNotEmpty();
  }

  private static void check(Page page, String state) {
    Visit.assertNoBarriers(page, state);
  }

  private static HostSite siteIn(ColorScheme colors, String token) {
    // Nothing is looked at while it fades in.
    return sites.site(
        token,
        new NewContextOptions().setColorScheme(colors).setReducedMotion(ReducedMotion.REDUCE));
  }
}
