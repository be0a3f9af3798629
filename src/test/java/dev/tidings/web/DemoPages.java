package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the tests of the start page have: the demo, a browser, and a visit of each test's own. */
final class DemoPages
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private RunningDemo server;
  private Browser browser;
  private Visit visit;
  private String category;

  @Override
  public void beforeAll(ExtensionContext test) {
    server = RunningDemo.shared();
    browser = Browser.start();
    // Revocation may take 5 s, and so may the reload after a reset.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @Override
  public void afterAll(ExtensionContext test) {
    browser.close();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    category = "t" + Integer.toHexString(test.getUniqueId().hashCode());
    visit = visit(new NewContextOptions().setLocale("en-US"));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    visit.close();
  }

  RunningDemo server() {
    return server;
  }

  /** Of all notices of a test, to tell them from those of the others. */
  String category() {
    return category;
  }

  /** Another visit than the test's own. */
  Visit visit(NewContextOptions options) {
    return new Visit(browser, server, options);
  }

  Page tab() {
    return visit.tab();
  }

  BrowserContext profile() {
    return visit.profile();
  }

  List<String> complaints() {
    return visit.complaints;
  }

  List<String> foreign() {
    return visit.foreign;
  }

  Page stage() {
    Page page = tab();
    server.open(page, "");
    button(page, "See it work").click();
    assertThat(phase(page, "alice")).hasText("Live");
    assertThat(phase(page, "bob")).hasText("Live");
    return page;
  }

  /** Somebody's own tab, in which they are connected. */
  Page windowOf(String account) {
    Page page = tab();
    logIn(page, account);
    return page;
  }

  /** The admin's own tab, with the form open. */
  Page writing() {
    Page admin = windowOf("admin");
    admin.locator(".own summary").click();
    return admin;
  }

  void logIn(Page page, String account) {
    server.open(page, "");
    page.locator("[data-account=" + account + "]").click();
    assertThat(phase(page, account)).hasText("Live");
  }

  static Locator example(Page page, String name) {
    return page.locator("[data-example=" + name + "]");
  }

  /** What the form says of somebody. */
  static Locator line(Page page, String user) {
    return page.locator("#post-result [data-user=" + user + "]");
  }

  static Locator window(Page page, String user) {
    return page.locator(".window[data-user=" + user + "]");
  }

  static Locator phase(Page page, String user) {
    return window(page, user).locator(".phase");
  }

  static FrameLocator site(Page page, String user) {
    return window(page, user).frameLocator("iframe");
  }

  static FrameLocator site(Page page) {
    return page.frameLocator("iframe");
  }

  static Locator frames(Page page, String event) {
    return page.locator("#frames [data-event=" + event + "]");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static void openBell(Page page) {
    if (!site(page).locator("tidings-bell .panel").isVisible()) {
      site(page).locator("tidings-bell button.bell").click();
    }
  }

  /** The test's notices in the bell's list. */
  Locator rows(Page page) {
    return site(page)
        .locator("tidings-bell .row", new FrameLocator.LocatorOptions().setHasText(category));
  }

  Locator titles(Page page) {
    openBell(page);
    return rows(page).locator(".title [dir]");
  }
}
