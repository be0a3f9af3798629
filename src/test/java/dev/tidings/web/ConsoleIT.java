package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidings.testing.PublisherToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The console and the stream view, as those meet them who post and who operate. */
@ResourceLock("demo")
class ConsoleIT {
  private static Browser browser;
  private static RunningDemo demo;

  private Visit visit;

  /** In the titles of a test's notices, to tell them from those of the others. */
  private String mark;

  @BeforeAll
  static void start() {
    demo = RunningDemo.shared();
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void begin(TestInfo test) {
    mark = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    visit = new Visit(browser, demo, new NewContextOptions().setLocale("en-US"));
  }

  @AfterEach
  void end() {
    visit.close();
  }

  @Test
  void aNoticeGoesFromItsDraftToItsRetraction() {
    Page page = visit.tab();
    demo.open(page, "admin");
    page.getByLabel("User name").fill("admin");
    page.getByLabel("Password").fill("admin");
    page.keyboard().press("Enter");
    link(page, "New notice").first().click();
    page.getByLabel("Add to the audience").fill("500");
    page.getByLabel("Add to the audience").press("Enter");
    title(page).fill("Water is off " + mark);
    page.getByLabel("Text optional").fill("From 9 to 11.");
    radio(page, "Warning").check();
    page.getByLabel("Category").fill("maintenance");
    assertThat(page.locator(".preview")).containsText("Water is off " + mark);
    assertThat(page.locator(".estimate")).containsText("online now");
    button(page, "Post").click();

    assertThat(page.locator("h1")).hasText("Water is off " + mark);
    assertThat(page.locator(".notice-head .status")).hasText("Published");
    String notice = page.url();

    link(page, "Notices").first().click();
    page.getByLabel("Search titles").fill(mark);
    assertThat(page.locator(".row")).hasCount(1);
    assertThat(page.locator(".row")).containsText("Group 500");
    page.locator(".row a").click();

    link(page, "Edit").click();
    title(page).fill("Water is back " + mark);
    page.getByText("Make it news again").click();
    button(page, "Save").click();
    assertThat(page.locator("h1")).hasText("Water is back " + mark);
    assertThat(page.locator(".facts")).containsText("2");

    button(page, "Retract").click();
    inDialog(page, "Retract").click();
    assertThat(page.locator(".notice-head .status")).hasText("Retracted");
    assertThat(page.locator(".history tbody tr td:nth-child(3)"))
        .hasText(new String[] {"Retracted", "Changed", "Posted"});

    link(page, "Audit").click();
    page.getByLabel("To what").fill("notice:" + notice.replaceAll(".*/", ""));
    page.locator("select[name=action]").selectOption("notice-retracted");
    button(page, "Filter").click();
    assertThat(page.locator(".audit tbody tr")).hasCount(1);
    assertThat(page.locator(".audit tbody tr")).containsText("Water is back " + mark);
    assertThat(visit.complaints).isEmpty();
    assertThat(visit.foreign).isEmpty();
  }

  @Test
  void everybodyIsPostedToOnlyByWhoTypesTheWord() {
    Page page = compose();
    radio(page, "Everybody").check();
    title(page).fill("To all " + mark);
    button(page, "Post").click();
    Locator go = page.locator("dialog button[value=go]");
    go.click(new Locator.ClickOptions().setForce(true));
    assertThat(page.locator("dialog")).isVisible();
    button(page, "Cancel").click();
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("h1")).hasText("New notice");

    button(page, "Post").click();
    page.getByLabel("Type all to go on").fill("all");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("To all " + mark);
  }

  @Test
  void aDoubleClickPostsOnce() {
    Page page = compose();
    fillIn(page, "user:alice", "Only once " + mark);
    button(page, "Post").dblclick();
    assertThat(page.locator("h1")).hasText("Only once " + mark);
    search(page);
    assertThat(page.locator(".row")).hasCount(1);
  }

  @Test
  void whatIsWrongStandsAtItsField() {
    Page page = compose();
    page.getByLabel("Add to the audience").fill("500, oops!, user:bob");
    button(page, "Post").click();
    assertThat(page.locator("#problem-audience")).containsText("oops!");
    assertThat(page.locator("#problem-title")).hasText("A notice needs a title.");
    assertThat(page.getByLabel("Add to the audience")).isFocused();

    button(page, "Remove the invalid ones").click();
    title(page).fill("x".repeat(201));
    button(page, "Post").click();
    assertThat(page.locator("#problem-audience")).isEmpty();
    assertThat(title(page)).isFocused();

    // What only the server can know.
    page.route(
        "**/api/v1/notices",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(400)
                    .setContentType("application/problem+json")
                    .setBody(
                        "{\"code\":\"invalid-value\",\"field\":\"link\",\"limit\":\"is odd\"}")));
    title(page).fill("y");
    button(page, "Post").click();
    assertThat(page.locator("#problem-link")).hasText("link is odd");
    assertThat(page.getByLabel("Link optional")).isFocused();
  }

  @Test
  void whoWasSlowerIsShownWhatHasChangedAndKeepsTheirOwn() {
    String id = demo.post("group:500", "notice", "First " + mark).get("id").asString();
    Page page = logIn("admin");
    demo.open(page, "admin/#/notices/" + id + "/edit");
    page.getByLabel("Text optional").fill("Mine.");
    demo.send("PATCH", "notices/" + id, demo.token("admin"), Map.of("title", "Theirs " + mark));
    button(page, "Save").click();

    assertThat(page.locator(".conflict tbody tr")).hasCount(1);
    assertThat(page.locator(".conflict tbody tr")).containsText("Theirs " + mark);
    assertThat(page.getByLabel("Text optional")).hasValue("Mine.");
    button(page, "Save").click();
    assertThat(page.locator("h1")).hasText("Theirs " + mark);
    assertThat(page.locator(".content")).containsText("Mine.");
  }

  @Test
  void theListShowsEachStatusAndItsAddressCanBeKept() {
    String soon = Instant.now().plus(2, ChronoUnit.HOURS).toString();
    demo.post(
        Map.of("audience", List.of("group:600"), "title", "Later " + mark, "publishAt", soon));
    demo.post("group:600", "billing", "Now " + mark);
    Page page = logIn("admin");
    search(page);
    assertThat(page.locator(".row .title")).hasText(new String[] {"Now " + mark, "Later " + mark});
    link(page, "Scheduled").click();
    assertThat(page.locator(".row .title")).hasText("Later " + mark);
    page.reload();
    assertThat(page.locator(".row .title")).hasText("Later " + mark);
    assertThat(page.locator(".row .when")).containsText("goes out in");
    page.getByLabel("Search titles").fill(mark + " nobody has this");
    assertThat(page.locator(".empty")).containsText("No notice is like that.");
  }

  @Test
  void aDuplicateBeginsAsTheOtherOne() {
    String id = demo.post("group:600", "billing", "Again " + mark).get("id").asString();
    Page page = logIn("admin");
    demo.open(page, "admin/#/notices/" + id);
    link(page, "Duplicate").click();
    assertThat(title(page)).hasValue("Again " + mark);
    assertThat(page.locator(".chip-box .chip.group")).hasText("Group 600");
    button(page, "Post").click();
    assertThat(page.locator("h1")).hasText("Again " + mark);
    assertThat(page).not().hasURL(Pattern.compile(".*" + id));
  }

  @Test
  void aCopiedCommandHasNoSecret() {
    visit.profile().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = compose();
    fillIn(page, "user:alice", "It's " + mark);
    page.locator("form .curl-place button").click();
    String command = page.locator(".curl:popover-open .command").textContent();
    assertThat(command)
        .contains("-H \"Authorization: Bearer $TOKEN\"", "It'\\''s " + mark, "api/v1/notices'")
        .doesNotContain("eyJ");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(command);
  }

  @Test
  void aPublisherSeesOnlyWhatItMay() {
    demo.post("group:600", "notice", "Not theirs " + mark);
    visit.as(PublisherToken.of("janitor-" + mark, "group:500"));
    Page page = visit.tab();
    demo.open(page, "admin/#/?q=" + mark);
    assertThat(page.locator(".empty")).isVisible();
    assertThat(link(page, "Audit")).hasCount(0);

    demo.open(page, "admin/#/compose");
    fillIn(page, "group:600", "Forbidden " + mark);
    button(page, "Post").click();
    assertThat(page.locator("#problem-audience")).hasText("You may not post to all of these.");
    button(page, "Remove Group 600").click();
    page.getByLabel("Add to the audience").fill("group:500");
    button(page, "Post").click();
    assertThat(page.locator("h1")).hasText("Forbidden " + mark);
    assertThat(page.locator(".history")).hasCount(0);

    demo.open(page, "admin/stream");
    assertThat(page.locator("h1")).hasText("This is for operators");
  }

  @Test
  void readersAndStrangersAreToldSo() {
    Page page = visit.tab();
    demo.open(page, "admin");
    page.getByLabel("User name").fill("alice");
    page.getByLabel("Password").fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.getByText("The user name or the password is wrong.")).isVisible();
    page.getByLabel("Password").fill("alice");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("This is for people who post notices");
    button(page, "Log out").click();
    assertThat(page.getByLabel("User name")).isFocused();
    page.reload();
    assertThat(page.getByLabel("User name")).isFocused();
  }

  @Test
  void theKeyboardIsEnough() {
    Page page = compose();
    page.keyboard().press("Tab"); // from the heading to the choice of the audience
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Add to the audience")).isFocused();
    page.keyboard().type("500 ");
    page.keyboard().press("Tab");
    page.keyboard().type("By keyboard " + mark);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("By keyboard " + mark);
    assertThat(page.locator("h1")).isFocused();

    button(page, "Retract").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(button(page, "Retract")).isFocused();
  }

  @Test
  void theStreamViewShowsServersTheTailAndWhySomebodySeesNothing() {
    Page page = logIn("admin");
    demo.open(page, "admin/stream");
    assertThat(page.locator(".servers tbody tr")).hasCount(1);
    assertThat(page.locator(".tail-card .status")).hasText("live");

    String id = demo.post("group:600", "notice", "Tail " + mark).get("id").asString();
    Locator lines = page.locator(".tail li");
    page.getByLabel("Filter: ids, words").fill(mark);
    assertThat(lines).hasCount(1);
    button(page, "Pause").click();
    demo.post("group:600", "notice", "Paused " + mark);
    button(page, "Go on (1 new)").click();
    assertThat(lines).hasCount(2);

    lines.last().locator("summary").click();
    button(page, "Who sees it?").click();
    assertThat(page.locator("[name=notice]")).hasValue(id);
    page.locator("[name=user]").fill("alice");
    page.locator("[name=groups]").fill("500");
    button(page, "Look").click();
    assertThat(page.locator(".findings .bad"))
        .containsText("It is for group 600, and alice is not in it.");
    page.reload();
    assertThat(page.locator(".verdict-line")).hasText("Found it:");

    page.locator("[name=user]").fill("carol");
    page.locator("[name=groups]").fill("600");
    button(page, "Look").click();
    assertThat(page.locator(".verdict-line")).containsText("carol is not connected now.");
    assertThat(visit.complaints).isEmpty();
    assertThat(visit.foreign).isEmpty();
  }

  @Test
  void aUserIsDisconnectedOnDemand() {
    Page page = logIn("admin");
    demo.open(page, "admin/stream#user=admin"); // whose tail is a stream, too
    assertThat(page.locator(".tail-card .status")).hasText("live");
    button(page, "Look").click();
    assertThat(page.locator(".streams h3")).hasText("1 open stream");
    button(page, "Disconnect").click();
    inDialog(page, "Disconnect").click();
    assertThat(page.locator(".tail-card .status")).hasText("coming back");
    assertThat(page.locator(".tail-card .status")).hasText("live");
  }

  @Test
  void nothingStandsInAnybodysWay() {
    String id = demo.post("group:500", "maintenance", "Open to all " + mark).get("id").asString();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      var options =
          new NewContextOptions()
              .setColorScheme(scheme)
              .setViewportSize(320, 640)
              .setLocale("ko-KR");
      try (var phone = new Visit(browser, demo, options)) {
        Page page = phone.tab();
        demo.open(page, "admin/");
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        Visit.assertNoBarriers(page, "log-in " + scheme);
        phone.as(demo.token("admin"));
        for (String view : List.of("", "#/compose", "#/notices/" + id, "#/audit", "stream")) {
          demo.open(page, "admin/" + view);
          page.reload();
          assertThat(page.locator("h1")).isVisible();
          assertThat(page.locator(".loading")).hasCount(0);
          Visit.assertNoBarriers(page, view + " " + scheme);
          assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        }
        assertThat(phone.complaints).isEmpty();
      }
    }
  }

  private Page compose() {
    Page page = logIn("admin");
    demo.open(page, "admin/#/compose");
    assertThat(page.locator("h1")).hasText("New notice");
    return page;
  }

  private Page logIn(String account) {
    visit.as(demo.token(account));
    Page page = visit.tab();
    demo.open(page, "admin/");
    assertThat(page.locator("#bar .user")).hasText(account);
    return page;
  }

  private static void fillIn(Page page, String audience, String title) {
    page.getByLabel("Add to the audience").fill(audience);
    title(page).fill(title);
  }

  private void search(Page page) {
    demo.open(page, "admin/#/?q=" + mark);
  }

  /** Not by its label, as the preview says that word, too. */
  private static Locator title(Page page) {
    return page.locator("#field-title");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  private static Locator inDialog(Page page, String name) {
    return page.locator("dialog button", new Page.LocatorOptions().setHasText(name));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, exactly(name));
  }

  private static Locator radio(Page page, String name) {
    return page.getByRole(AriaRole.RADIO, exactly(name));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
