package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.tidings.harness.Tokens;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The view of those who operate: servers, events, and one user. */
@ResourceLock("demo")
class StreamViewIT extends InConsole {
  @Test
  void theStreamViewShowsServersTheTailAndWhySomebodySeesNothing() {
    Page page = console("stream");
    assertThat(page.locator(".servers tbody tr")).hasCount(1);
    assertThat(page.locator(".tail-card .status")).hasText("live");

    String id = demo.post("group:600", "notice", "Tail " + mark).get("id").asString();
    Locator lines = page.locator(".tail li");
    page.getByLabel("Filter: ids, words").fill(mark);
    assertThat(lines).hasCount(1);
    button(page, "Pause").click();
    demo.post("group:600", "notice", "Paused " + mark);
    button(page, "Go on (1 new)").click();
    assertThat(lines).hasCount(2);

    lines.last().locator("summary").click();
    button(page, "Who sees it?").click();
    assertThat(page.locator("[name=notice]")).hasValue(id);
    page.locator("[name=user]").fill("alice");
    page.locator("[name=groups]").fill("500");
    button(page, "Look").click();
    assertThat(page.locator(".findings .bad"))
        .containsText("It is for group 600, and alice is not in it.");
    page.reload();
    assertThat(page.locator(".verdict-line")).hasText("Found it:");

    page.locator("[name=user]").fill("carol");
    page.locator("[name=groups]").fill("600");
    button(page, "Look").click();
    assertThat(page.locator(".verdict-line")).containsText("carol is not connected now.");
  }

  @Test
  void aNoticesPageLeadsToWhoSeesIt() {
    String id = demo.post("group:600", "notice", "Who " + mark).get("id").asString();
    Page page = console("#/notices/" + id);
    link(page, "Who sees it?").click();
    assertThat(page).hasURL(Pattern.compile(".*/admin/stream#notice=" + id));
    assertThat(page.locator("[name=notice]")).hasValue(id);
    assertThat(page.locator("[name=user]")).isFocused();
  }

  @Test
  void aUserIsDisconnectedOnDemand() {
    String user = "op-" + mark; // whose tail is a stream, too
    visit.as(Tokens.admin(user));
    Page page = visit.tab();
    demo.open(page, "admin/stream#user=" + user);
    assertThat(page.locator(".tail-card .status")).hasText("live");
    button(page, "Look").click();
    assertThat(page.locator(".streams h3")).hasText("1 open stream");
    button(page, "Disconnect").click();
    inDialog(page, "Disconnect").click();
    assertThat(page.locator(".tail-card .status")).hasText("coming back");
    assertThat(page.locator(".tail-card .status")).hasText("live");
  }
}
