package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The start page, as people meet it: in a real browser, before a real server. */
@ResourceLock("demo")
class PageIT {
  private static Browser browser;
  private static RunningDemo demo;

  private Visit visit;

  /** Of all notices of a test, to tell them from those of the others. */
  private String category;

  @BeforeAll
  static void start() {
    demo = RunningDemo.shared();
    browser = Browser.start();
    // Revocation may take 5 s, and so may the reload after a reset.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void begin(TestInfo test) {
    category = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    visit = new Visit(browser, demo, new NewContextOptions().setLocale("en-US"));
  }

  @AfterEach
  void end() {
    visit.close();
  }

  @Test
  void twoPeopleSideBySideGetWhatIsForThemAndWhoWasAwayMissesNothing() {
    Page page = stage();
    example(page, "parcel").click();
    assertThat(line(page, "alice")).containsText(Pattern.compile("has it, \\d+ ms"));
    assertThat(line(page, "bob")).hasText("bob: not for them, so nothing comes");

    window(page, "bob").getByText("Go offline").click();
    assertThat(phase(page, "bob")).hasText("Offline");
    example(page, "gas").click();
    assertThat(line(page, "alice")).containsText("has it");
    assertThat(line(page, "bob")).hasText("bob: on its way");
    window(page, "bob").getByText("Come back").click();
    assertThat(line(page, "bob")).containsText("has it");
    assertThat(site(page, "bob").locator("tidings-banner")).containsText("Smell of gas");

    page.reload();
    assertThat(phase(page, "bob")).hasText("Live");
    assertThat(visit.complaints).isEmpty();
    assertThat(visit.foreign).isEmpty();
  }

  @Test
  void aliceAndBobEachSeeWhatIsForThemAndNothingElse() {
    // Tabs of one browser: each is somebody else.
    Page alice = windowOf("alice");
    Page bob = windowOf("bob");
    Page carol = windowOf("carol");

    demo.post("group:500", category, "For group 500");
    demo.post("user:bob", category, "For bob");
    demo.post("group:600", category, "For group 600");
    demo.post("all", category, "For everybody"); // the last: who has it has all before it

    assertThat(titles(alice)).hasText(new String[] {"For everybody", "For group 500"});
    assertThat(titles(bob)).hasText(new String[] {"For everybody", "For bob", "For group 500"});
    assertThat(titles(carol)).hasText(new String[] {"For everybody", "For group 600"});
    assertThat(visit.profile().cookies()).isEmpty();
  }

  @Test
  void aNoticePostedInTheFormArrivesInTheOtherWindow() {
    Page alice = windowOf("alice");
    Page admin = writing();
    admin.locator("[name=to]").selectOption("group");
    admin.getByLabel("Which").fill("500");
    admin.getByLabel("Title").fill("Water is off at noon");
    admin.getByLabel("Text").fill("Until <b>two</b>.");
    admin.getByLabel("Category").fill(category);
    admin.getByLabel("Severity").selectOption("WARNING");
    button(admin, "Post").click();

    assertThat(admin.locator("#post-result")).containsText("Stored and answered after");
    assertThat(line(admin, "admin")).hasText("admin: not for them, so nothing comes");
    Locator toast = site(alice).locator("tidings-toasts .toast");
    assertThat(toast.first()).containsText("Water is off at noon");
    assertThat(alice).hasTitle(Pattern.compile("\\(\\d+\\+?\\) alice · Tidings"));
    openBell(alice);
    assertThat(rows(alice).locator(".body")).hasText("Until <b>two</b>.");
    assertThat(rows(alice).locator(".severity")).hasText("Warning");
    assertThat(rows(alice).locator(".dot")).isVisible();

    site(alice).getByLabel("Mark all as read").click();
    assertThat(rows(alice).locator(".dot")).hasCount(0);
    assertThat(alice).hasTitle("alice · Tidings");
  }

  @Test
  void theFormTellsHowSoonANoticeArrivesOnItsOwnPage() {
    Page admin = writing();
    admin.getByLabel("Title").fill("For everybody");
    admin.getByLabel("Category").fill(category);
    button(admin, "Post").click();
    assertThat(line(admin, "admin"))
        .hasText(Pattern.compile("admin has it, [\\d,]+ ms after the click"));
    assertThat(titles(admin)).hasText("For everybody");
  }

  @Test
  void whatTheServerRefusesIsExplainedAtItsField() {
    Page admin = writing();
    admin.getByLabel("Title").fill("x".repeat(201));
    button(admin, "Post").click();
    assertThat(admin.locator("#problem-title")).containsText("200");
    assertThat(admin.getByLabel("Title")).isFocused();

    admin.getByLabel("Title").fill("x");
    admin.getByLabel("Link").fill("javascript:alert(1)");
    button(admin, "Post").click();
    assertThat(admin.locator("#problem-link")).not().isEmpty();
    assertThat(admin.locator("#problem-title")).isEmpty();
  }

  @Test
  void whatWasThereBeforeIsThereAfterLoggingIn() {
    demo.post("user:carol", category, "Yesterday's news");
    Page carol = windowOf("carol");
    assertThat(titles(carol)).hasText("Yesterday's news");
    carol.reload();
    assertThat(phase(carol, "carol")).hasText("Live");
    assertThat(titles(carol)).hasText("Yesterday's news");
  }

  @Test
  void theConnectionComesBackWithNothingLostWhenItIsCut() {
    Page alice = windowOf("alice");
    alice.locator("#wire summary").click();
    assertThat(frames(alice, "ready")).hasCount(1);
    demo.post("user:alice", category, "before");
    assertThat(frames(alice, "notice")).hasCount(1);

    alice.route("**/stream-tickets", Route::abort); // until all is posted
    demo.part(ConnectionRegistry.class).end("alice", stream -> true, ByeReason.ROTATION);
    assertThat(phase(alice, "alice")).containsText("Reconnecting");
    for (String title : List.of("first", "second", "third")) {
      demo.post("user:alice", category, title);
    }
    alice.unroute("**/stream-tickets");

    assertThat(phase(alice, "alice")).hasText("Live");
    assertThat(titles(alice)).hasText(new String[] {"third", "second", "first", "before"});
    assertThat(frames(alice, "ready")).hasCount(2);
    assertThat(frames(alice, "notice")).hasCount(4);
  }

  @Test
  void anEndedConnectionSaysWhyAndComesBackOnDemand() {
    Page alice = windowOf("alice");
    demo.part(ConnectionRegistry.class).end("alice", stream -> true, ByeReason.TOO_MANY);
    assertThat(phase(alice, "alice")).hasText("Ended: you have too many windows open");

    demo.post("user:alice", category, "meanwhile");
    button(alice, "Connect again").click();
    assertThat(phase(alice, "alice")).hasText("Live");
    assertThat(titles(alice)).hasText("meanwhile");
  }

  @Test
  void aPositionThatCannotBeContinuedIsToldAndNothingIsMissed() {
    demo.post("user:alice", category, "not to be missed");
    Page alice = visit.tab();
    alice.route(
        "**/me/stream?*",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(
                        route
                            .request()
                            .url()
                            .replaceAll("&lastEventId=.*|$", "&lastEventId=0-9"))));
    logIn(alice, "alice");
    alice.locator("#wire summary").click();
    assertThat(frames(alice, "reset").first()).isVisible();
    assertThat(titles(alice)).hasText("not to be missed");
  }

  @Test
  void aWrongPasswordIsExplained() {
    Page page = visit.tab();
    demo.open(page, "");
    page.getByLabel("User name").fill("alice");
    page.getByLabel("Password").fill("wrong");
    button(page, "Log in").click();
    assertThat(page.getByText("The user name or the password is wrong.")).isVisible();

    page.getByLabel("Password").fill("alice");
    page.getByLabel("Password").press("Enter");
    assertThat(phase(page, "alice")).hasText("Live");
  }

  @Test
  void loggingOutInOneWindowLeavesTheOthersAlone() {
    Page alice = windowOf("alice");
    Page bob = windowOf("bob");
    button(alice, "Log out").click();
    assertThat(button(alice, "See it work")).isVisible();
    alice.reload();
    assertThat(button(alice, "See it work")).isVisible();

    demo.post("all", category, "Still there?");
    assertThat(titles(bob)).hasText("Still there?");
  }

  @Test
  void aRevokedTokenLeadsBackToTheLogIn() {
    Page alice = windowOf("alice");
    String token =
        (String) alice.evaluate("JSON.parse(sessionStorage.getItem('tidings.session')).token");
    demo.send("DELETE", "session", token, null);
    assertThat(phase(alice, "alice")).containsText("Ended: ");
    button(alice, "Connect again").click();
    assertThat(alice.locator("#farewell")).not().isEmpty();
    assertThat(button(alice, "See it work")).isVisible();
  }

  @Test
  void whereThereAreNoDemoAccountsNoneAreOffered() {
    Page page = visit.tab();
    page.route(
        "**/demo/accounts.json",
        route -> route.fulfill(new Route.FulfillOptions().setBody("[]").setStatus(200)));
    demo.open(page, "#side-by-side");
    assertThat(page.getByLabel("User name")).isVisible();
    assertThat(page.locator("[data-account]")).hasCount(0);
    assertThat(button(page, "See it work")).hasCount(0);
  }

  @Test
  void everyViewFitsTheSmallestPhoneAndStandsInNobodysWay() {
    demo.post(
        "all", category, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      var options =
          new NewContextOptions().setViewportSize(320, 640).setColorScheme(scheme).setLocale("ko");
      try (var phone = new Visit(browser, demo, options)) {
        Page page = phone.tab();
        demo.open(page, "");
        assertThat(page.locator("[data-account]")).hasCount(4);
        fits(page, "landing " + scheme);
        page.locator("[data-account=admin]").click();
        assertThat(phase(page, "admin")).hasAttribute("data-phase", "live");
        page.locator(".own summary").click();
        page.locator("#wire summary").click();
        assertThat(frames(page, "ready")).isVisible();
        fits(page, "window " + scheme);
        demo.open(page, "#side-by-side");
        assertThat(phase(page, "bob")).hasAttribute("data-phase", "live");
        fits(page, "stage " + scheme);
        assertThat(phone.complaints).isEmpty();
        assertThat(phone.foreign).isEmpty();
      }
    }
  }

  @Test
  void aBrokenSecurityPolicyWouldBeNoticed() {
    Page page = visit.tab();
    demo.open(page, "");
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2/'}))");
    page.waitForCondition(
        () -> visit.complaints.stream().anyMatch(complaint -> complaint.contains("img-src")));
  }

  private static void fits(Page page, String where) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(where).isEqualTo(320);
    Visit.assertNoBarriers(page, where);
  }

  private Page stage() {
    Page page = visit.tab();
    demo.open(page, "");
    button(page, "See it work").click();
    assertThat(phase(page, "alice")).hasText("Live");
    assertThat(phase(page, "bob")).hasText("Live");
    return page;
  }

  /** Somebody's own tab, in which they are connected. */
  private Page windowOf(String account) {
    Page page = visit.tab();
    logIn(page, account);
    return page;
  }

  /** The admin's own tab, with the form open. */
  private Page writing() {
    Page admin = windowOf("admin");
    admin.locator(".own summary").click();
    return admin;
  }

  private void logIn(Page page, String account) {
    demo.open(page, "");
    page.locator("[data-account=" + account + "]").click();
    assertThat(phase(page, account)).hasText("Live");
  }

  private static Locator example(Page page, String name) {
    return page.locator("[data-example=" + name + "]");
  }

  /** What the form says of somebody. */
  private static Locator line(Page page, String user) {
    return page.locator("#post-result [data-user=" + user + "]");
  }

  private static Locator window(Page page, String user) {
    return page.locator(".window[data-user=" + user + "]");
  }

  private static Locator phase(Page page, String user) {
    return window(page, user).locator(".phase");
  }

  private static FrameLocator site(Page page, String user) {
    return window(page, user).frameLocator("iframe");
  }

  private static FrameLocator site(Page page) {
    return page.frameLocator("iframe");
  }

  private static Locator frames(Page page, String event) {
    return page.locator("#frames [data-event=" + event + "]");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void openBell(Page page) {
    if (!site(page).locator("tidings-bell .panel").isVisible()) {
      site(page).locator("tidings-bell button.bell").click();
    }
  }

  /** The test's notices in the bell's list. */
  private Locator rows(Page page) {
    return site(page)
        .locator("tidings-bell .row", new FrameLocator.LocatorOptions().setHasText(category));
  }

  private Locator titles(Page page) {
    openBell(page);
    return rows(page).locator(".title [dir]");
  }
}
