package dev.tidings.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * A test of pages in a real browser, before the demo. Server and browser are started once for all;
 * each test has a profile of its own, and fails when a page complained in it, broke the security
 * policy or asked another server.
 */
abstract class InBrowser {
  static RunningDemo demo;
  static Browser browser;

  Visit visit;

  /** Of this test alone: stands in titles or categories, to tell its notices from the others. */
  String mark;

  private final List<String> expected = new ArrayList<>();

  @BeforeAll
  static void start() {
    demo = RunningDemo.shared();
    browser = Browser.shared();
    // Revocation may take 5 s, and so may the reload after a reset.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  @BeforeEach
  void begin(TestInfo test) {
    mark = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    visit = new Visit(browser, demo, new NewContextOptions().setLocale("en-US"));
  }

  @AfterEach
  void end() {
    visit.close();
    assertThat(visit.complaints)
        .filteredOn(complaint -> expected.stream().noneMatch(complaint::contains))
        .isEmpty();
    assertThat(visit.foreign).isEmpty();
  }

  /** Browsers tell of every refusal, and these are wanted. */
  void expectComplaint(String part) {
    expected.add(part);
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, exactly(name));
  }

  static Locator radio(Page page, String name) {
    return page.getByRole(AriaRole.RADIO, exactly(name));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
