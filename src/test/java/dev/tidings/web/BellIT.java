package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.button;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bell as people meet it: in a real browser, before a real server. */
class BellIT {
  @RegisterExtension static final HostSites sites = new HostSites(Browser::start);

  @AfterEach
  void nothingWasComplainedOf() {
    sites.assertNoComplaints();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    sites.post("Lift B is back");
    sites.post(sites.draft("Your bill is ready").with("link", "/host/bill"));
    Page page = sites.site().liveTab();
    assertThat(bell(page)).hasAccessibleName("Notifications, 2 unread");

    page.keyboard().press("Tab");
    assertThat(bell(page)).isFocused();
    page.keyboard().press("Enter");
    assertThat(panel(page)).isFocused();
    assertThat(titles(page)).hasText(new String[] {"Your bill is ready", "Lift B is back"});
    page.keyboard().press("Escape");
    assertThat(panel(page)).isHidden();
    assertThat(bell(page)).isFocused();

    page.keyboard().press("Space");
    button(page, "Archive: Your bill is ready").focus();
    page.keyboard().press("Enter");
    assertThat(titles(page)).hasText(new String[] {"Lift B is back"});
    assertThat(page.locator("tidings-bell .open").first()).isFocused();
    page.keyboard().press("Enter");
    assertThat(badge(page)).isHidden();

    button(page, "Archive").focus();
    page.keyboard().press("Enter");
    assertThat(titles(page)).hasText(new String[] {"Your bill is ready"});
    titles(page).first().locator("xpath=..").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**/host/bill");
  }

  @Test
  void whatIsNewWaitsAboveAnOpenListAndComesOnDemand() {
    sites.post("first");
    Page page = sites.site().liveTab();
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"first"});
    sites.post("second");
    sites.post("third");
    button(page, "2 new").click();
    assertThat(titles(page)).hasText(new String[] {"third", "second", "first"});
    assertThat(badge(page)).hasText("3");
    button(page, "Mark all as read").click();
    assertThat(badge(page)).isHidden();
    assertThat(toasts(page)).hasCount(0);
  }

  @Test
  void olderNoticesComeAsOneScrollsAndFiltersNarrowThem() {
    IntStream.rangeClosed(1, 45).forEach(n -> sites.post("notice " + n));
    sites.post(sites.draft("dinner").with("category", "event"));
    Page page = sites.site().liveTab();
    bell(page).click();
    assertThat(titles(page).first()).hasText("dinner");
    page.waitForCondition(
        () -> {
          page.locator("tidings-bell .scroll").evaluate("e => e.scrollTo(0, e.scrollHeight)");
          return titles(page).count() == 46;
        });
    page.locator("tidings-bell select").selectOption("event");
    assertThat(titles(page)).hasText(new String[] {"dinner"});
    button(page, "Mark as read: dinner").click();
    button(page, "Unread").click();
    assertThat(panel(page)).containsText("Nothing unread");
  }

  @Test
  void twoDevicesOfAUserStayInStep() {
    sites.post("a");
    sites.post("b");
    Page phone = sites.site().liveTab();
    Page desk = sites.site().liveTab();
    assertThat(badge(phone)).hasText("2");
    bell(phone).click();
    bell(desk).click();
    button(desk, "Mark as read: a").click();
    assertThat(badge(phone)).hasText("1");
    assertThat(button(phone, "Mark as unread: a")).hasCount(1);
    button(phone, "Archive: b").click();
    assertThat(titles(desk)).hasText(new String[] {"a"});
    assertThat(badge(desk)).isHidden();
  }

  @Test
  void changesRetractionsAndEndsShowAtOnce() {
    String typo = sites.post("Watr is off");
    String wrong = sites.post("Sent by mistake");
    sites.post(
        sites
            .draft("Ends soon")
            .with("category", "maintenance")
            .with("expiresAt", Instant.now().plusSeconds(4).toString()));
    Page page = sites.site().liveTab();
    assertThat(badge(page)).hasText("3");
    assertThat(page.locator("tidings-banner")).containsText("Ends soon");
    bell(page).click();
    sites.admin().patch(typo, "{\"title\":\"Water is off\"}").is(200);
    sites.admin().retract(wrong).is(200);
    assertThat(titles(page)).hasText(new String[] {"Water is off"});
    assertThat(badge(page)).hasText("1");
    assertThat(page.locator("tidings-banner")).isHidden();
  }

  @Test
  void mutedCategoriesNeitherCountNorPopUp() {
    HostSite site = sites.site();
    Page page = site.liveTab();
    bell(page).click();
    button(page, "Settings").click();
    page.getByRole(AriaRole.SWITCH).and(page.getByLabel("Event")).check();
    assertThat(page.getByText("Saved")).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    sites.post(sites.draft("dinner").with("category", "event"));
    sites.post("bill");
    assertThat(toasts(page)).hasText(new String[] {"bill"});
    assertThat(badge(page)).hasText("1");
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"bill", "dinner"});
  }
}
