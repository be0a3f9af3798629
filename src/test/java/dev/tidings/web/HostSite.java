package dev.tidings.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A site that has the bell, the toasts and the banner: one browser profile of one user, whose pages
 * are tabs. Its policy is the strictest that a site may have. What the browser complains of, and
 * whom it asked, is kept.
 */
final class HostSite implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <title>Riverside Estate</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <link rel="icon" href="/icon.svg">
          <script type="module" src="/tidings.js"></script>
        </head>
        <body>
          <tidings-banner></tidings-banner>
          <header>Riverside Estate <tidings-bell></tidings-bell></header>
          <main><h1>Good morning</h1></main>
          <tidings-toasts></tidings-toasts>
        </body>
      </html>
      """;

  private final BrowserContext profile;
  private final String base;

  final List<String> complaints;
  final List<String> asked = new ArrayList<>();

  /**
   * @param token in the cookie; null when nobody is logged in
   */
  HostSite(Browser browser, int port, String token, NewContextOptions options) {
    this.base = "http://127.0.0.1:" + port + "/";
    this.profile = browser.profile(options);
    profile.setDefaultTimeout(20_000);
    complaints = Complaints.of(profile);
    // For the test to look at.
    profile.addInitScript(
        "addEventListener('DOMContentLoaded', async () => {"
            + " if (location.pathname.startsWith('/host/'))"
            + " window.tidings = (await import('/tidings.js')).tidings; })");
    profile.onRequest(request -> asked.add(request.url()));
    profile.route(Pattern.compile("/host/"), HostSite::answer);
    if (token != null) {
      logIn(token);
    }
  }

  HostSite(Browser browser, int port, String token) {
    this(browser, port, token, new NewContextOptions());
  }

  private static void answer(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/html;charset=UTF-8")
            .setHeaders(Map.of("Content-Security-Policy", POLICY))
            .setBody(PAGE));
  }

  void logIn(String token) {
    profile.addCookies(
        List.of(new Cookie("tidings_session", token).setUrl(base).setHttpOnly(true)));
  }

  /** Runs in every page before its own scripts. */
  HostSite with(String script) {
    profile.addInitScript(script);
    return this;
  }

  /** Another tab. */
  Page tab() {
    Page page = profile.newPage();
    visit(page, "host/home");
    return page;
  }

  void visit(Page page, String path) {
    page.navigate(base + path);
  }

  /** A tab that is connected. */
  Page liveTab() {
    Page page = tab();
    awaitLive(page);
    return page;
  }

  static void awaitLive(Page page) {
    awaitTrue(page, "window.tidings?.connection.caughtUp === true");
  }

  /** Waits until an expression is true. Playwright's own way is forbidden by such a policy. */
  static void awaitTrue(Page page, String expression) {
    page.waitForCondition(() -> isTrue(page, expression));
  }

  private static boolean isTrue(Page page, String expression) {
    try {
      return Boolean.TRUE.equals(page.evaluate(expression));
    } catch (PlaywrightException e) {
      // It is on its way to another page.
      return false;
    }
  }

  static Locator bell(Page page) {
    return page.locator("tidings-bell").getByRole(AriaRole.BUTTON).first();
  }

  static Locator badge(Page page) {
    return page.locator("tidings-bell .badge");
  }

  static Locator panel(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  static Locator titles(Page page) {
    return page.locator("tidings-bell .row .title [dir]");
  }

  static Locator toasts(Page page) {
    return page.locator("tidings-toasts .toast .title .open");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Override
  public void close() {
    profile.close();
  }
}
