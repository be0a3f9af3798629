package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The page, as people meet it: in a real browser, before a real server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class PageIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path data;

  private static Browser browser;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> profiles = new ArrayList<>();

  @LocalServerPort int port;
  @Autowired ConnectionRegistry connections;

  /** Of all notices of a test, to tell them from those of the others. */
  private String category;

  private BrowserContext profile;

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry settings) {
    settings.add("tidings.data-dir", data::toString);
  }

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
    // Revocation may take 5 s, and so may the reload after a reset.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void openProfile(TestInfo test) {
    category = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    profile = profile(new NewContextOptions());
  }

  @AfterEach
  void closeProfiles() {
    profiles.forEach(BrowserContext::close);
  }

  @Test
  void aliceAndBobEachSeeWhatIsForThemAndNothingElse() {
    // Tabs of one browser: each is somebody else.
    Page alice = windowOf("alice");
    Page bob = windowOf("bob");
    Page carol = windowOf("carol");

    post("group:500", "For group 500");
    post("user:bob", "For bob");
    post("group:600", "For group 600");
    post("all", "For everybody"); // the last: who has it has all that came before

    assertThat(titles(alice)).hasText(new String[] {"For everybody", "For group 500"});
    assertThat(titles(bob)).hasText(new String[] {"For everybody", "For bob", "For group 500"});
    assertThat(titles(carol)).hasText(new String[] {"For everybody", "For group 600"});
    assertThat(profile.cookies()).isEmpty();
  }

  @Test
  void aNoticePostedInTheFormArrivesInTheOtherWindow() {
    Page alice = windowOf("alice");
    Page admin = windowOf("admin");

    admin.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Group")).check();
    admin.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Group")).fill("500");
    admin.getByLabel("Title").fill("Water is off at noon");
    admin.getByLabel("Text").fill("Until <b>two</b>.");
    admin.getByLabel("Category").fill(category);
    admin.getByLabel("Severity").selectOption("WARNING");
    button(admin, "Post").click();

    Locator notice = notices(alice).first();
    assertThat(notice.locator(".title")).hasText("Water is off at noon");
    assertThat(notice.locator(".body")).hasText("Until <b>two</b>.");
    assertThat(notice.locator(".severity")).hasText("Warning");
    assertThat(notice.locator(".new")).isVisible();
    assertThat(alice.locator("#badge")).hasText("1");
    assertThat(alice).hasTitle("(1) alice · Tidings");
    assertThat(alice.locator("#frames [data-event=notice] code").first())
        .hasText(notice.locator("code").textContent());

    assertThat(admin.locator("#post-result")).containsText("Answered with 201");
    assertThat(admin.locator("#post-result")).containsText("It is not for admin");
    assertThat(notices(admin)).hasCount(0);

    button(alice, "1 new: mark as seen").click();
    assertThat(notice.locator(".new")).isHidden();
    assertThat(alice).hasTitle("alice · Tidings");
  }

  @Test
  void theFormTellsHowSoonANoticeArrivesOnItsOwnPage() {
    Page admin = windowOf("admin");
    admin.getByLabel("Title").fill("For everybody");
    admin.getByLabel("Category").fill(category);
    button(admin, "Post").click();

    assertThat(admin.locator("#post-result"))
        .containsText(Pattern.compile("Arrived on this page after \\d+ ms"));
    assertThat(titles(admin)).hasText("For everybody");
  }

  @Test
  void whatTheServerRefusesIsExplainedAtItsField() {
    Page admin = windowOf("admin");
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
    post("user:carol", "Yesterday's news");
    Page carol = windowOf("carol");
    assertThat(titles(carol)).hasText("Yesterday's news");
    assertThat(notices(carol).locator(".new")).isHidden();

    carol.reload();
    assertThat(carol.locator("#phase")).hasText("Live");
    assertThat(titles(carol)).hasText("Yesterday's news");
  }

  @Test
  void theConnectionComesBackWithNothingLostWhenItIsCut() {
    Page alice = windowOf("alice");
    post("user:alice", "before");
    assertThat(titles(alice)).hasText("before");

    alice.route("**/stream-tickets", Route::abort); // until all is posted
    connections.end("alice", stream -> true, ByeReason.ROTATION);
    assertThat(alice.locator("#phase")).containsText("Reconnecting");
    for (String title : List.of("first", "second", "third")) {
      post("user:alice", title);
    }
    alice.unroute("**/stream-tickets");

    assertThat(alice.locator("#phase")).hasText("Live");
    assertThat(titles(alice)).hasText(new String[] {"third", "second", "first", "before"});
    assertThat(alice.locator("#frames [data-event=ready]")).hasCount(2);
    assertThat(alice.locator("#badge")).hasText("4");
  }

  @Test
  void anEndedConnectionSaysWhyAndComesBackOnDemand() {
    Page alice = windowOf("alice");
    connections.end("alice", stream -> true, ByeReason.TOO_MANY);
    assertThat(alice.locator("#phase")).hasText("Ended: you have too many windows open");

    post("user:alice", "meanwhile");
    button(alice, "Connect again").click();
    assertThat(alice.locator("#phase")).hasText("Live");
    assertThat(titles(alice)).hasText("meanwhile");
  }

  @Test
  void aPositionThatCannotBeContinuedReloadsTheList() {
    Page alice = profile.newPage();
    alice.route(
        "**/me/stream?*",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(
                        route.request().url().replaceAll("lastEventId=.*", "lastEventId=0-9"))));
    alice.route("**/me/notices?*", route -> emptyOnce(alice, route));
    post("user:alice", "not to be missed");
    logIn(alice, "alice");
    assertThat(alice.locator("#frames [data-event=reset]")).hasCount(1);
    assertThat(titles(alice)).hasText("not to be missed");
  }

  @Test
  void aWrongPasswordIsExplained() {
    Page page = profile.newPage();
    page.navigate(base());
    page.getByLabel("User name").fill("alice");
    page.getByLabel("Password").fill("wrong");
    button(page, "Log in").click();
    assertThat(page.getByText("The user name or the password is wrong.")).isVisible();

    page.getByLabel("Password").fill("alice");
    page.getByLabel("Password").press("Enter");
    assertThat(page.locator("#phase")).hasText("Live");
  }

  @Test
  void loggingOutInOneWindowLeavesTheOthersAlone() {
    Page alice = windowOf("alice");
    Page bob = windowOf("bob");
    button(alice, "Log out").click();
    assertThat(alice.getByText("Who would you like to be?")).isVisible();
    alice.reload();
    assertThat(alice.getByText("Who would you like to be?")).isVisible();

    post("all", "Still there?");
    assertThat(titles(bob)).hasText("Still there?");
  }

  @Test
  void aRevokedTokenLeadsBackToTheLogIn() {
    Page alice = windowOf("alice");
    String token =
        (String) alice.evaluate("JSON.parse(sessionStorage.getItem('tidings.session')).token");
    send("DELETE", "session", token, null);
    assertThat(alice.locator("#phase")).containsText("Ended: an administrator ended it");
    button(alice, "Connect again").click();
    assertThat(alice.locator("#farewell")).not().isEmpty();
    assertThat(alice.getByText("Who would you like to be?")).isVisible();
  }

  @Test
  void thePageFitsTheSmallestPhone() {
    BrowserContext phone =
        profile(new NewContextOptions().setViewportSize(320, 640).setIsMobile(true));
    post("all", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte");
    Page admin = phone.newPage();
    logIn(admin, "admin");
    assertThat(notices(admin)).hasCount(1);
    admin.locator("#log summary").click();
    assertThat(admin.locator("#frames [data-event=ready]")).isVisible();
    assertThat(admin.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
  }

  @Test
  void thePageBreaksNoSecurityPolicy() {
    var requested = new ArrayList<String>();
    profile.onRequest(request -> requested.add(request.url()));
    Page admin = windowOf("admin");
    button(admin, "Fill in an example").click();
    button(admin, "Fill in an example").click();
    admin.getByLabel("Category").fill(category);
    button(admin, "Post").click();
    assertThat(notices(admin)).hasCount(1);
    button(admin, "Copy the command, with your token").click();
    assertThat(admin.locator("#copied")).not().isEmpty();
    button(admin, "Log out").click();
    assertThat(admin.getByText("Who would you like to be?")).isVisible();

    assertThat(complaints).isEmpty();
    assertThat(requested).isNotEmpty().allMatch(url -> url.startsWith(base()));
  }

  @Test
  void aBrokenSecurityPolicyWouldBeNoticed() {
    Page page = profile.newPage();
    page.navigate(base());
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2/'}))");
    page.waitForCondition(() -> complaints.stream().anyMatch(c -> c.contains("img-src")));
  }

  private BrowserContext profile(NewContextOptions options) {
    BrowserContext made = browser.profile(options);
    made.setDefaultTimeout(20_000);
    made.addInitScript(
        "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))");
    made.onConsoleMessage(
        message -> {
          if (!message.type().equals("log") && !message.type().equals("info")) {
            complaints.add(message.text());
          }
        });
    made.onWebError(error -> complaints.add(error.error()));
    profiles.add(made);
    return made;
  }

  /** Somebody's own tab, in which they are connected. */
  private Page windowOf(String account) {
    Page page = profile.newPage();
    logIn(page, account);
    return page;
  }

  private void logIn(Page page, String account) {
    page.navigate(base());
    page.locator("[data-account=" + account + "]").click();
    assertThat(page.locator("#phase")).hasText("Live");
    assertThat(page.locator("#user")).hasText(account);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator notices(Page page) {
    return page.locator(".notice", new Page.LocatorOptions().setHas(page.getByText(category)));
  }

  private Locator titles(Page page) {
    return notices(page).locator(".title");
  }

  /** Answers the first request for the list with none, as if it had missed something. */
  private void emptyOnce(Page page, Route route) {
    page.unroute("**/me/notices?*");
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody("{\"items\":[],\"head\":\"1-0\"}"));
  }

  /** Posts as the admin. */
  private void post(String audience, String title) {
    String login = send("POST", "session", null, Map.of("username", "admin", "password", "admin"));
    String token = JSON.readTree(login).get("token").asString();
    send(
        "POST",
        "notices",
        token,
        Map.of("audience", List.of(audience), "category", category, "title", title));
  }

  private String send(String method, String path, String token, Map<String, ?> body) {
    var request =
        HttpRequest.newBuilder(URI.create(base() + "api/v1/" + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String base() {
    return "http://127.0.0.1:" + port + "/";
  }
}
