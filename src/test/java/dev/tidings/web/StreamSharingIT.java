package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.HostSite.awaitTrue;
import static dev.tidings.web.HostSite.badge;
import static dev.tidings.web.HostSite.bell;
import static dev.tidings.web.HostSite.panel;
import static dev.tidings.web.HostSite.titles;
import static dev.tidings.web.HostSite.toasts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Api;
import dev.tidings.testing.Draft;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream for all tabs of a browser, whoever runs it, and over everything that tabs do. */
class StreamSharingIT {
  /** Leaves the lock as the way to share. */
  private static final String NO_WORKER = "delete window.SharedWorker";

  @RegisterExtension
  static final HostSites sites = new HostSites(Browser::startWithBackForwardCache);

  @ParameterizedTest
  @ValueSource(strings = {"", NO_WORKER})
  void manyTabsShareOneConnectionAndTheFirstOfThemMayGo(String way) {
    HostSite site = site(way);
    List<Page> tabs = Stream.generate(site::liveTab).limit(way.isEmpty() ? 10 : 4).toList();
    Awaitility.await().until(() -> sites.connections() > 0);
    assertThat(sites.connections()).isEqualTo(1);
    sites.post("before");
    tabs.forEach(tab -> assertThat(badge(tab)).hasText("1"));

    // The one that leads, where one of them does.
    tabs.getFirst().close();
    sites.post("after");
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
    sites.post("seen");
    assertThat(toasts(page)).hasText(new String[] {"seen"});
    page.navigate("about:blank");
    sites.post("missed");
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
    site.visit(page, "icon.svg");
    sites.post("missed");
    page.evaluate("setTimeout(() => history.back())");
    awaitTrue(page, "window.isTheSame");
    assertThat(toasts(page)).hasText(new String[] {"missed"});
    assertThat(badge(page)).hasText("1");
  }

  @Test
  void loggingOutLeavesNothingForWhoeverIsNext() {
    String token = sites.token();
    HostSite site = sites.site();
    Page page = site.liveTab();
    sites.post("for the first only");
    bell(page).click();
    assertThat(titles(page)).hasText(new String[] {"for the first only"});

    Api caller = sites.server().as(token);
    caller.send(caller.request("/api/v1/session").DELETE()).is(204);
    assertThat(panel(page)).containsText("You are signed out");
    assertThat(titles(page)).hasCount(0);
    assertThat(badge(page)).isHidden();

    String next = sites.user() + "-next";
    site.logIn(Tokens.user(next, List.of()));
    sites.post(Draft.to("user:" + next).with("title", "for the next only"));
    page.evaluate("tidings.connect()");
    assertThat(titles(page)).hasText(new String[] {"for the next only"});
    assertThat(badge(page)).hasText("1");
  }

  @Test
  void behindAProxyThatHoldsStreamsBackThePagePolls() {
    try (var proxy = new BufferingProxy(sites.server().port())) {
      var options = new NewContextOptions();
      Page page =
          sites
              .keep(new HostSite(sites.browser(), proxy.port(), sites.token(), options))
              .with(NO_WORKER)
              .liveTab();
      assertThat(page.evaluate("tidings.connection.polling")).isEqualTo(true);
      sites.post("polled");
      assertThat(badge(page)).hasText("1");
      assertThat(toasts(page)).hasText(new String[] {"polled"});
    }
  }

  private static HostSite site(String script) {
    HostSite site = sites.site();
    return script.isEmpty() ? site : site.with(script);
  }
}
