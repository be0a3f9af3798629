package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.DemoPages.button;
import static dev.tidings.web.DemoPages.example;
import static dev.tidings.web.DemoPages.frames;
import static dev.tidings.web.DemoPages.line;
import static dev.tidings.web.DemoPages.openBell;
import static dev.tidings.web.DemoPages.phase;
import static dev.tidings.web.DemoPages.site;
import static dev.tidings.web.DemoPages.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The start page, as people meet it: in a real browser, before a real server. */
@ResourceLock("demo")
class PageIT {
  @RegisterExtension static final DemoPages demo = new DemoPages();

  @Test
  void twoPeopleSideBySideGetWhatIsForThemAndWhoWasAwayMissesNothing() {
    Page page = demo.stage();
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
    assertThat(demo.complaints()).isEmpty();
    assertThat(demo.foreign()).isEmpty();
  }

  @Test
  void aliceAndBobEachSeeWhatIsForThemAndNothingElse() {
    // Tabs of one browser: each is somebody else.
    Page alice = demo.windowOf("alice");
    Page bob = demo.windowOf("bob");
    Page carol = demo.windowOf("carol");

    demo.server().post("group:500", demo.category(), "For group 500");
    demo.server().post("user:bob", demo.category(), "For bob");
    demo.server().post("group:600", demo.category(), "For group 600");
    demo.server()
        .post("all", demo.category(), "For everybody"); // the last: who has it has all before it

    assertThat(demo.titles(alice)).hasText(new String[] {"For everybody", "For group 500"});
    assertThat(demo.titles(bob))
        .hasText(new String[] {"For everybody", "For bob", "For group 500"});
    assertThat(demo.titles(carol)).hasText(new String[] {"For everybody", "For group 600"});
    assertThat(demo.profile().cookies()).isEmpty();
  }

  @Test
  void aNoticePostedInTheFormArrivesInTheOtherWindow() {
    Page alice = demo.windowOf("alice");
    Page admin = demo.writing();
    admin.locator("[name=to]").selectOption("group");
    admin.getByLabel("Which").fill("500");
    admin.getByLabel("Title").fill("Water is off at noon");
    admin.getByLabel("Text").fill("Until <b>two</b>.");
    admin.getByLabel("Category").fill(demo.category());
    admin.getByLabel("Severity").selectOption("WARNING");
    button(admin, "Post").click();

    assertThat(admin.locator("#post-result")).containsText("Stored and answered after");
    assertThat(line(admin, "admin")).hasText("admin: not for them, so nothing comes");
    Locator toast = site(alice).locator("tidings-toasts .toast");
    assertThat(toast.first()).containsText("Water is off at noon");
    assertThat(alice).hasTitle(Pattern.compile("\\(\\d+\\+?\\) alice · Tidings"));
    openBell(alice);
    assertThat(demo.rows(alice).locator(".body")).hasText("Until <b>two</b>.");
    assertThat(demo.rows(alice).locator(".severity")).hasText("Warning");
    assertThat(demo.rows(alice).locator(".dot")).isVisible();

    site(alice).getByLabel("Mark all as read").click();
    assertThat(demo.rows(alice).locator(".dot")).hasCount(0);
    assertThat(alice).hasTitle("alice · Tidings");
  }

  @Test
  void theFormTellsHowSoonANoticeArrivesOnItsOwnPage() {
    Page admin = demo.writing();
    admin.getByLabel("Title").fill("For everybody");
    admin.getByLabel("Category").fill(demo.category());
    button(admin, "Post").click();
    assertThat(line(admin, "admin"))
        .hasText(Pattern.compile("admin has it, [\\d,]+ ms after the click"));
    assertThat(demo.titles(admin)).hasText("For everybody");
  }

  @Test
  void whatTheServerRefusesIsExplainedAtItsField() {
    Page admin = demo.writing();
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
    demo.server().post("user:carol", demo.category(), "Yesterday's news");
    Page carol = demo.windowOf("carol");
    assertThat(demo.titles(carol)).hasText("Yesterday's news");
    carol.reload();
    assertThat(phase(carol, "carol")).hasText("Live");
    assertThat(demo.titles(carol)).hasText("Yesterday's news");
  }

  @Test
  void aWrongPasswordIsExplained() {
    Page page = demo.tab();
    demo.server().open(page, "");
    page.getByLabel("User name").fill("alice");
    page.getByLabel("Password").fill("wrong");
    button(page, "Log in").click();
    assertThat(page.getByText("The user name or the password is wrong.")).isVisible();

    page.getByLabel("Password").fill("alice");
    page.getByLabel("Password").press("Enter");
    assertThat(phase(page, "alice")).hasText("Live");
  }

  @Test
  void whereThereAreNoDemoAccountsNoneAreOffered() {
    Page page = demo.tab();
    page.route(
        "**/demo/accounts.json",
        route -> route.fulfill(new Route.FulfillOptions().setBody("[]").setStatus(200)));
    demo.server().open(page, "#side-by-side");
    assertThat(page.getByLabel("User name")).isVisible();
    assertThat(page.locator("[data-account]")).hasCount(0);
    assertThat(button(page, "See it work")).hasCount(0);
  }

  @Test
  void everyViewFitsTheSmallestPhoneAndStandsInNobodysWay() {
    demo.server()
        .post(
            "all",
            demo.category(),
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      var options =
          new NewContextOptions().setViewportSize(320, 640).setColorScheme(scheme).setLocale("ko");
      try (var phone = demo.visit(options)) {
        Page page = phone.tab();
        demo.server().open(page, "");
        assertThat(page.locator("[data-account]")).hasCount(4);
        fits(page, "landing " + scheme);
        page.locator("[data-account=admin]").click();
        assertThat(phase(page, "admin")).hasAttribute("data-phase", "live");
        page.locator(".own summary").click();
        page.locator("#wire summary").click();
        assertThat(frames(page, "ready")).isVisible();
        fits(page, "window " + scheme);
        demo.server().open(page, "#side-by-side");
        assertThat(phase(page, "bob")).hasAttribute("data-phase", "live");
        fits(page, "stage " + scheme);
        assertThat(phone.complaints).isEmpty();
        assertThat(phone.foreign).isEmpty();
      }
    }
  }

  @Test
  void aBrokenSecurityPolicyWouldBeNoticed() {
    Page page = demo.tab();
    demo.server().open(page, "");
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2/'}))");
    page.waitForCondition(
        () -> demo.complaints().stream().anyMatch(complaint -> complaint.contains("img-src")));
  }

  private static void fits(Page page, String where) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(where).isEqualTo(320);
    Visit.assertNoBarriers(page, where);
  }
}
