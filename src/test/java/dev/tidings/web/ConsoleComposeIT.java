package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Writing a notice, and posting it. */
@ResourceLock("demo")
class ConsoleComposeIT extends InConsole {
  @Test
  void aNoticeGoesFromItsDraftToItsRetraction() {
    Page page = visit.tab();
    demo.open(page, "admin");
    page.getByLabel("User name").fill("admin");
    page.getByLabel("Password").fill("admin");
    page.keyboard().press("Enter");
    link(page, "New notice").first().click();
    page.getByLabel("Add to the audience").fill("500");
    page.getByLabel("Add to the audience").press("Enter");
    title(page).fill("Water is off " + mark);
    page.getByLabel("Text optional").fill("From 9 to 11.");
    radio(page, "Warning").check();
    page.getByLabel("Category").fill("maintenance");
    for (String shown : List.of("tidings-banner", ".row", ".toast")) {
      assertThat(page.locator(".preview " + shown)).containsText("Water is off " + mark);
    }
    assertThat(page.locator(".estimate")).containsText("online now");
    button(page, "Post").click();

    assertThat(heading(page)).hasText("Water is off " + mark);
    assertThat(page.locator(".notice-head .status")).hasText("Published");
    assertThat(page.locator(".statistics .numbers .reached")).containsText("Reached online");
    assertThat(page.locator(".statistics .plot")).isVisible();
    String notice = page.url();

    link(page, "Notices").first().click();
    page.getByLabel("Search titles").fill(mark);
    assertThat(page.locator(".row")).hasCount(1);
    assertThat(page.locator(".row")).containsText("Group 500");
    page.locator(".row a").click();

    link(page, "Edit").click();
    title(page).fill("Water is back " + mark);
    page.getByText("Make it news again").click();
    button(page, "Save").click();
    assertThat(heading(page)).hasText("Water is back " + mark);
    assertThat(page.locator(".facts")).containsText("2");

    button(page, "Retract").click();
    inDialog(page, "Retract").click();
    assertThat(page.locator(".notice-head .status")).hasText("Retracted");
    assertThat(page.locator(".history tbody tr td:nth-child(3)"))
        .hasText(new String[] {"Retracted", "Changed", "Posted"});

    link(page, "Audit").click();
    page.getByLabel("To what").fill("notice:" + notice.replaceAll(".*/", ""));
    button(page, "Filter").click();
    Locator entries = page.locator(".audit tbody tr");
    assertThat(entries).hasCount(3);
    assertThat(entries.last()).containsText("Posted");
    page.locator("select[name=action]").selectOption("notice-retracted");
    button(page, "Filter").click();
    assertThat(entries).hasCount(1);
    assertThat(entries).containsText("Water is back " + mark);
  }

  @Test
  void everybodyIsPostedToOnlyByWhoTypesTheWord() {
    Page page = compose();
    radio(page, "Everybody").check();
    title(page).fill("To all " + mark);
    button(page, "Post").click();
    Locator go = page.locator("dialog button[value=go]");
    go.click(new Locator.ClickOptions().setForce(true));
    assertThat(page.locator("dialog")).isVisible();
    button(page, "Cancel").click();
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(heading(page)).hasText("New notice");

    button(page, "Post").click();
    page.getByLabel("Type all to go on").fill("all");
    page.keyboard().press("Enter");
    assertThat(heading(page)).hasText("To all " + mark);
  }

  @Test
  void aDoubleClickPostsOnce() {
    Page page = compose();
    fillIn(page, "user:alice", "Only once " + mark);
    button(page, "Post").dblclick();
    assertThat(heading(page)).hasText("Only once " + mark);
    demo.open(page, "admin/#/?q=" + mark);
    assertThat(page.locator(".row")).hasCount(1);
  }

  @Test
  void whatIsWrongStandsAtItsField() {
    expectComplaint("400 (Bad Request)");
    Page page = compose();
    page.getByLabel("Add to the audience").fill("500, oops!, user:bob");
    radio(page, "Later").check();
    page.locator("[name=publishAt]").fill("2026-01-01T10:00");
    button(page, "Post").or(button(page, "Schedule")).click();
    assertThat(page.locator("#problem-audience")).containsText("oops!");
    assertThat(page.locator("#problem-title")).hasText("A notice needs a title.");
    assertThat(page.locator("#problem-publishAt")).containsText("This time has passed.");
    assertThat(page.getByLabel("Add to the audience")).isFocused();

    button(page, "Remove the invalid ones").click();
    radio(page, "Now").check();
    title(page).fill("x".repeat(201));
    button(page, "Post").click();
    assertThat(page.locator("#problem-audience")).isEmpty();
    assertThat(title(page)).isFocused();

    // What only the server can know.
    page.route(
        "**/api/v1/notices",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(400)
                    .setContentType("application/problem+json")
                    .setBody(
                        "{\"code\":\"invalid-value\",\"field\":\"link\",\"limit\":\"is odd\"}")));
    title(page).fill("y");
    assertThat(page.locator("#problem-title")).isEmpty();
    button(page, "Post").click();
    assertThat(page.locator("#problem-link")).hasText("link is odd");
    assertThat(page.getByLabel("Link optional")).isFocused();
  }

  @Test
  void aDraftIsThereAgainUntilItIsPostedOrDiscarded() {
    Page page = compose();
    fillIn(page, "user:alice", "Not yet " + mark);
    page.locator("#field-body").fill("Half a");
    link(page, "Notices").first().click();
    assertThat(heading(page)).hasText("Notices");
    page.reload();
    link(page, "New notice").first().click();
    assertThat(title(page)).hasValue("Not yet " + mark);
    assertThat(page.locator(".restored")).isVisible();
    assertThat(page.locator(".chip.user")).hasText("alice");

    button(page, "Log out").click();
    assertThat(page.locator("dialog")).containsText("Log out?");
    button(page, "Cancel").click();
    button(page, "Start over").click();
    inDialog(page, "Discard").click();
    assertThat(title(page)).hasValue("");
    assertThat(page.locator(".restored")).hasCount(0);
  }

  @Test
  void aTabWithADraftIsNotClosedUnasked() {
    Page page = compose();
    title(page).fill("Not yet " + mark);
    var asked = new ArrayList<String>();
    page.onDialog(
        dialog -> {
          asked.add(dialog.type());
          dialog.dismiss();
        });
    page.close(new Page.CloseOptions().setRunBeforeUnload(true));
    page.waitForCondition(() -> !asked.isEmpty());
    assertThat(asked).containsExactly("beforeunload");
    assertThat(title(page)).hasValue("Not yet " + mark);
  }

  @Test
  void aDuplicateBeginsAsTheOtherOne() {
    String id = demo.post("group:600", "billing", "Again " + mark).get("id").asString();
    Page page = console("#/notices/" + id);
    link(page, "Duplicate").click();
    assertThat(title(page)).hasValue("Again " + mark);
    assertThat(page.locator(".chip-box .chip.group")).hasText("Group 600");
    button(page, "Post").click();
    assertThat(heading(page)).hasText("Again " + mark);
    assertThat(page).not().hasURL(Pattern.compile(".*" + id));
  }

  @Test
  void aCopiedCommandHasNoSecret() {
    visit.profile().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = compose();
    fillIn(page, "user:alice", "It's " + mark);
    page.locator("form > .actions .curl-place button").click();
    String command = page.locator(".curl:popover-open .command").textContent();
    assertThat(command)
        .contains("-H \"Authorization: Bearer $TOKEN\"", "It'\\''s " + mark, "api/v1/notices'")
        .doesNotContain("eyJ");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(command);
  }

  @Test
  void theKeyboardIsEnough() {
    Page page = compose();
    page.keyboard().press("Tab"); // from the heading to the choice of the audience
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Add to the audience")).isFocused();
    page.keyboard().type("500 ");
    page.locator("#field-body").focus();
    page.keyboard().press("Shift+Tab");
    page.keyboard().type("By keyboard " + mark);
    page.keyboard().press("Tab");
    page.keyboard().press("Control+Enter");
    assertThat(heading(page)).hasText("By keyboard " + mark);
    assertThat(heading(page)).isFocused();

    button(page, "Retract").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(button(page, "Retract")).isFocused();
  }
}
