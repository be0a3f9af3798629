package dev.tidings.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the browser tests of a class have: the shared server, a browser, and for each test a user of
 * its own with sites of their own, which are closed after it.
 */
final class HostSites
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Supplier<Browser> start;
  private final List<HostSite> open = new ArrayList<>();
  private RunningTidings server;
  private Browser browser;
  private Api admin;
  private String user;

  HostSites(Supplier<Browser> start) {
    this.start = start;
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    server = RunningTidings.on(Database.H2);
    admin = server.as(Tokens.admin("admin"));
    browser = start.get();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @Override
  public void afterAll(ExtensionContext test) {
    browser.close();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    user = "host-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    open.forEach(HostSite::close);
    open.clear();
  }

  RunningTidings server() {
    return server;
  }

  Browser browser() {
    return browser;
  }

  Api admin() {
    return admin;
  }

  /** Of this test alone. */
  String user() {
    return user;
  }

  String token() {
    return Tokens.user(user, List.of());
  }

  /** A browser profile in which the user is logged in. */
  HostSite site() {
    return site(token(), new NewContextOptions());
  }

  /**
   * @param token null when nobody is logged in
   */
  HostSite site(String token, NewContextOptions options) {
    return keep(new HostSite(browser, server.port(), token, options));
  }

  HostSite keep(HostSite site) {
    open.add(site);
    return site;
  }

  Draft draft(String title) {
    return Draft.to("user:" + user).with("title", title);
  }

  /** Where it can be changed. */
  String post(String title) {
    return post(draft(title));
  }

  String post(Draft draft) {
    return admin.post(draft).is(201).header("Location");
  }

  /** Streams of the user that the server has open. */
  int connections() {
    return admin.get("/api/v1/admin/connections?user=" + user).is(200).json().get("items").size();
  }

  /** Neither errors and warnings, nor a broken policy, nor a request to anybody else. */
  void assertNoComplaints() {
    String base = "http://127.0.0.1:" + server.port() + "/";
    for (HostSite site : open) {
      assertThat(site.complaints).isEmpty();
      assertThat(site.asked).isNotEmpty().allMatch(url -> url.startsWith(base));
    }
  }
}
