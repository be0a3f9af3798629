package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.awaitLive;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream for all tabs of a browser, whoever runs it, and over everything that tabs do. */
class StreamSharingIT {
  /** Leaves the lock as the way to share. */
  private static final String NO_WORKER = "delete window.SharedWorker";

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
    browser = Browser.startWithBackForwardCache();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void newUser() {
    user = "tabs-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void closeSites() {
    sites.forEach(HostSite::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", NO_WORKER})
  void tenTabsShareOneConnectionAndOneOfThemMayGo(String way) {
    HostSite site = site(way);
    List<Page> tabs = Stream.generate(site::liveTab).limit(10).toList();
    assertThat(connections()).isEqualTo(1);
    post("before");
    tabs.forEach(tab -> assertThat(badge(tab)).hasText("1"));

    tabs.getFirst().close();
    post("after");
    List<Page> left = tabs.subList(1, tabs.size());
    left.forEach(tab -> assertThat(badge(tab)).hasText("2"));
    Page last = left.getLast();
    bell(last).click();
    assertThat(titles(last)).hasText(new String[] {"after", "before"});
    assertThat(left.stream().mapToInt(tab -> toasts(tab).count()).sum()).isLessThanOrEqualTo(2);
    assertThat(site.complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", NO_WORKER})
  void whatCameWhileThePageWasLeftIsShownOnceWhenItIsBack(String way) {
    HostSite site = site(way);
    Page page = site.liveTab();
    post("seen");
    assertThat(toasts(page)).hasText(new String[] {"seen"});
    page.navigate("about:blank");
    post("missed");
    site.visit(page, "host/home");
    assertThat(toasts(page)).hasText(new String[] {"missed"});
    assertThat(badge(page)).hasText("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", NO_WORKER})
  void aPageFromTheBackForwardCacheGoesOnWhereItWas(String way) {
    HostSite site = site(way);
    Page page = site.liveTab();
    page.evaluate("window.isTheSame = true");
    site.visit(page, "host/other");
    post("missed");
    page.evaluate("setTimeout(() => history.back())");
    page.waitForURL("**/host/home");
    assertThat(badge(page)).hasText("1");
    assertThat(toasts(page)).hasText(new String[] {"missed"});
    assertThat(page.evaluate("window.isTheSame")).isEqualTo(true);
  }

  @Test
  void aTokenThatEndsIsReplacedWithoutALoss() {
    HostSite site = keep(new HostSite(browser, server.port(), null));
    Page page = site.tab();
    var given = new ArrayList<String>();
    page.exposeFunction(
        "newToken",
        ignored -> {
          given.add(Tokens.userUntil(user, Duration.ofSeconds(3)));
          return given.getLast();
        });
    page.waitForFunction("window.tidings");
    page.evaluate("tidings.tokenProvider = () => newToken()");
    awaitLive(page);
    post("first");
    assertThat(badge(page)).hasText("1");
    int before = given.size();
    page.waitForCondition(() -> given.size() > before);
    post("second");
    assertThat(badge(page)).hasText("2");
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"second", "first"});
  }

  @Test
  void loggingOutLeavesNothingForWhoeverIsNext() {
    String token = Tokens.user(user, List.of());
    HostSite site = keep(new HostSite(browser, server.port(), token));
    Page page = site.liveTab();
    post("for the first only");
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"for the first only"});

    Api caller = server.as(token);
    caller.send(caller.request("/api/v1/session").DELETE()).is(204);
    assertThat(panel(page)).containsText("You are signed out");
    assertThat(titles(page)).hasCount(0);
    assertThat(badge(page)).isHidden();

    user += "-next";
    site.logIn(Tokens.user(user, List.of()));
    post("for the next only");
    page.evaluate("tidings.connect()");
    assertThat(titles(page)).hasText(new String[] {"for the next only"});
    assertThat(badge(page)).hasText("1");
  }

  @Test
  void whereNoStreamGetsThroughThePagePolls() {
    HostSite site = site(NO_WORKER);
    Page page = site.tab();
    page.route("**/me/stream?*", route -> {});
    page.reload();
    awaitLive(page);
    post("polled");
    assertThat(badge(page)).hasText("1");
    assertThat(toasts(page)).hasText(new String[] {"polled"});
  }

  private int connections() {
    Awaitility.await().until(() -> count() > 0);
    return count();
  }

  private int count() {
    return admin.get("/api/v1/admin/connections?user=" + user).is(200).json().get("items").size();
  }

  private HostSite site(String script) {
    var site = new HostSite(browser, server.port(), Tokens.user(user, List.of()));
    return keep(script.isEmpty() ? site : site.with(script));
  }

  private HostSite keep(HostSite site) {
    sites.add(site);
    return site;
  }

  private void post(String title) {
    admin.post(Draft.to("user:" + user).with("title", title)).is(201);
  }
}
