package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A test of the console, with what people do there again and again. */
abstract class InConsole extends InBrowser {
  /** The admin's tab, with the form for a new notice. */
  Page compose() {
    Page page = console("#/compose");
    assertThat(page.locator("h1")).hasText("New notice");
    return page;
  }

  /**
   * A tab of the admin, who is logged in.
   *
   * @param view as in the address
   */
  Page console(String view) {
    visit.as(demo.token("admin"));
    Page page = visit.tab();
    demo.open(page, "admin/" + view);
    assertThat(page.locator("#bar .user")).hasText("admin");
    return page;
  }

  static void fillIn(Page page, String audience, String title) {
    page.getByLabel("Add to the audience").fill(audience);
    title(page).fill(title);
  }

  /** Not by its label, as the preview says that word, too. */
  static Locator title(Page page) {
    return page.locator("#field-title");
  }

  static Locator inDialog(Page page, String name) {
    return page.locator("dialog button", new Page.LocatorOptions().setHasText(name));
  }

  static Locator heading(Page page) {
    return page.locator("h1");
  }
}
