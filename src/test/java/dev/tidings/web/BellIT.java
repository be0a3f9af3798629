package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.button;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bell, the toasts and the banner as people meet them: in a real browser, before a server. */
class BellIT {
  private static RunningTidings server;
  private static Browser browser;
  private static Api admin;

  private final List<HostSite> sites = new ArrayList<>();

  /** Of this test alone. */
  private String user;

  @BeforeAll
  static void start() {
    server = RunningTidings.on(Database.H2);
    admin = server.as(Tokens.admin("admin"));
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void newUser() {
    user = "bell-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void nothingWasComplainedOf() {
    sites.forEach(HostSite::close);
    String base = "http://127.0.0.1:" + server.port() + "/";
    for (HostSite site : sites) {
      assertThat(site.complaints).isEmpty();
      assertThat(site.asked).isNotEmpty().allMatch(url -> url.startsWith(base));
    }
  }

  @Test
  void theKeyboardAloneIsEnough() {
    post("Lift B is back");
    post(draft("Your bill is ready").with("link", "/host/bill"));
    Page page = site().liveTab();
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
    post("first");
    Page page = site().liveTab();
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"first"});
    post("second");
    post("third");
    button(page, "2 new").click();
    assertThat(titles(page)).hasText(new String[] {"third", "second", "first"});
    assertThat(badge(page)).hasText("3");
    button(page, "Mark all as read").click();
    assertThat(badge(page)).isHidden();
    assertThat(toasts(page)).hasCount(0);
  }

  @Test
  void olderNoticesComeAsOneScrollsAndFiltersNarrowThem() {
    IntStream.rangeClosed(1, 45).forEach(n -> post("notice " + n));
    post(draft("dinner").with("category", "event"));
    Page page = site().liveTab();
    bell(page).click();
    assertThat(titles(page).first()).hasText("dinner");
    while (titles(page).count() < 46) {
      page.locator("tidings-bell .scroll").evaluate("e => e.scrollTo(0, e.scrollHeight)");
      page.waitForTimeout(50);
    }
    page.locator("tidings-bell select").selectOption("event");
    assertThat(titles(page)).hasText(new String[] {"dinner"});
    button(page, "Mark as read: dinner").click();
    button(page, "Unread").click();
    assertThat(panel(page)).containsText("Nothing unread");
  }

  @Test
  void twoDevicesOfAUserStayInStep() {
    post("a");
    post("b");
    Page phone = site().liveTab();
    Page desk = site().liveTab();
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
    String typo = post("Watr is off");
    String wrong = post("Sent by mistake");
    post(
        draft("Ends soon")
            .with("category", "maintenance")
            .with("expiresAt", Instant.now().plusSeconds(4).toString()));
    Page page = site().liveTab();
    assertThat(badge(page)).hasText("3");
    assertThat(page.locator("tidings-banner")).containsText("Ends soon");
    bell(page).click();
    admin.patch(typo, "{\"title\":\"Water is off\"}").is(200);
    admin.retract(wrong).is(200);
    assertThat(titles(page)).hasText(new String[] {"Water is off"});
    assertThat(badge(page)).hasText("1");
    assertThat(page.locator("tidings-banner")).isHidden();
  }

  @Test
  void theBannerStaysAwayOnceDismissedUntilItChanges() {
    String outage = post(draft("No water at noon").with("category", "maintenance"));
    post(draft("Fire!").with("severity", "CRITICAL"));
    HostSite site = site();
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
    admin.patch(outage, "{\"title\":\"No water at one\"}").is(200);
    assertThat(page.locator("tidings-banner")).containsText("No water at one");
  }

  @Test
  void twoHundredNoticesAtOnceNeitherFreezeThePageNorBuryIt() {
    Page page =
        site()
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
          IntStream.range(0, 100).mapToObj(n -> draft("burst " + n).json()).toList().toString();
      admin.send(admin.json("/api/v1/notices/batch").POST(Api.body(batch))).is(207);
    }
    assertThat(badge(page)).hasText("99+");
    assertThat(toasts(page)).hasText(new String[] {"200 new notifications"});
    assertThat(page.locator("tidings-toasts [role=status]")).hasText("200 new notifications");
    assertThat((List<?>) page.evaluate("longTasks"))
        .allSatisfy(ms -> assertThat(((Number) ms).doubleValue()).isLessThan(200));
  }

  @Test
  void anUrgentNoticeIsSaidAtOnceAndStaysUntilItIsDismissed() {
    Page page = site().liveTab();
    post("The gym opens later");
    post(draft("Gas smell").with("severity", "CRITICAL"));
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
  void mutedCategoriesNeitherCountNorPopUp() {
    HostSite site = site();
    Page page = site.liveTab();
    bell(page).click();
    button(page, "Settings").click();
    page.getByRole(AriaRole.SWITCH).and(page.getByLabel("Event")).check();
    assertThat(page.getByText("Saved")).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    post(draft("dinner").with("category", "event"));
    post("bill");
    assertThat(toasts(page)).hasText(new String[] {"bill"});
    assertThat(badge(page)).hasText("1");
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"bill", "dinner"});
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void everyStateIsAccessible(ColorScheme colors) throws IOException {
    post(draft("Your bill").with("link", "/host/bill").with("body", "By card or at the office."));
    post(draft("Lift B").with("severity", "WARNING").with("category", "maintenance"));
    String axe = Files.readString(WebFolder.modules().resolve("axe-core/axe.min.js"));
    var options =
        new NewContextOptions()
            .setColorScheme(colors)
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    Page page = keep(new HostSite(browser, server.port(), token(), options)).with(axe).liveTab();
    assertThat(page.locator("tidings-banner .notice")).isVisible();
    assertAccessible(page);
    post(draft("Gas smell").with("severity", "CRITICAL").with("body", "Please leave."));
    assertThat(toasts(page)).hasText(new String[] {"Gas smell"});
    assertAccessible(page);
    bell(page).click();
    assertThat(titles(page)).hasCount(3);
    button(page, "Mark as read: Your bill").click();
    post("one more");
    assertThat(button(page, "1 new")).isVisible();
    assertAccessible(page);
    button(page, "Archive").click();
    assertThat(panel(page)).containsText("Your archive is empty");
    assertAccessible(page);
    button(page, "Settings").click();
    assertThat(page.getByLabel("Play a sound")).isVisible();
    assertAccessible(page);
  }

  private static void assertAccessible(Page page) {
    Object violations =
        page.evaluate(
            """
            async () => (await axe.run()).violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`)
            """);
    assertThat((List<?>) violations).isEmpty();
  }

  private HostSite site() {
    return keep(new HostSite(browser, server.port(), token()));
  }

  private HostSite keep(HostSite site) {
    sites.add(site);
    return site;
  }

  private String token() {
    return Tokens.user(user, List.of());
  }

  private Draft draft(String title) {
    return Draft.to("user:" + user).with("title", title);
  }

  /** Where it can be changed. */
  private String post(String title) {
    return post(draft(title));
  }

  private static String post(Draft draft) {
    return admin.post(draft).is(201).header("Location");
  }
}
