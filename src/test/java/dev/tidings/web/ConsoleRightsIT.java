package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.tidings.testing.PublisherToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Who may come into the console, and how far. */
@ResourceLock("demo")
class ConsoleRightsIT extends InConsole {
  @Test
  void aPublisherSeesOnlyWhatItMay() {
    expectComplaint("403 (Forbidden)");
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
    assertThat(heading(page)).hasText("Forbidden " + mark);
    assertThat(page.locator(".history")).hasCount(0);

    demo.open(page, "admin/stream");
    assertThat(heading(page)).hasText("This is for operators");
  }

  @Test
  void readersAndStrangersAreToldSo() {
    expectComplaint("401 (Unauthorized)");
    Page page = visit.tab();
    demo.open(page, "admin");
    page.getByLabel("User name").fill("alice");
    page.getByLabel("Password").fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.getByText("The user name or the password is wrong.")).isVisible();
    page.getByLabel("Password").fill("alice");
    page.keyboard().press("Enter");
    assertThat(heading(page)).hasText("This is for people who post notices");
    button(page, "Log out").click();
    assertThat(page.getByLabel("User name")).isFocused();
    page.reload();
    assertThat(page.getByLabel("User name")).isFocused();
  }
}
