package dev.tidings.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A browser profile of its own, of which each page is a tab. It writes down what a page must not
 * do: complain, break the security policy, ask another server.
 */
final class Visit implements AutoCloseable {
  private static final Path AXE = WebFolder.modules().resolve("axe-core/axe.min.js");

  /** WCAG 2.2 AA, and what its authors find good practice. */
  private static final String CHECK =
      "() => axe.run(document, {iframes: false, resultTypes: ['violations'], runOnly:"
          + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(({violations}) => violations.map(v =>"
          + " `${v.id}: ${v.nodes.map(node => node.target.join(' ')).join(', ')}`))";

  final List<String> complaints;
  final List<String> foreign = new ArrayList<>();

  private final BrowserContext profile;
  private final String base;

  Visit(Browser browser, RunningDemo demo, NewContextOptions options) {
    base = demo.base();
    profile = browser.profile(options);
    profile.setDefaultTimeout(20_000);
    complaints = Complaints.of(profile);
    profile.onRequest(
        request -> {
          if (!demo.isOwn(request.url())) {
            foreign.add(request.url());
          }
        });
  }

  /** Logs in by a cookie, as somebody whom a host application vouches for. */
  void as(String token) {
    profile.addCookies(
        List.of(
            new Cookie("tidings_session", token).setUrl(base).setHttpOnly(true),
            new Cookie("XSRF-TOKEN", "x").setUrl(base)));
  }

  Page tab() {
    return profile.newPage();
  }

  BrowserContext profile() {
    return profile;
  }

  /** What axe finds wrong with a page as it is now, and with each of its frames. */
  static List<Object> barriers(Page page) {
    try {
      String axe = Files.readString(AXE);
      var found = new ArrayList<>();
      for (Frame frame : page.frames()) {
        if (Boolean.FALSE.equals(frame.evaluate("'axe' in window"))) {
          frame.evaluate(axe);
        }
        found.addAll((List<?>) frame.evaluate(CHECK));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertNoBarriers(Page page, String where) {
    assertThat(barriers(page)).as(where).isEmpty();
  }

  @Override
  public void close() {
    profile.close();
  }
}
