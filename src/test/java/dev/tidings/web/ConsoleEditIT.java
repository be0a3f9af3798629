package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Changing a notice that is posted, also while others do. */
@ResourceLock("demo")
class ConsoleEditIT extends InConsole {
  private String posted(String audience, String title) {
    return demo.post(audience, "notice", title + " " + mark).get("id").asString();
  }

  private void rename(String id, String title) {
    demo.send("PATCH", "notices/" + id, demo.token("admin"), Map.of("title", title + " " + mark));
  }

  @Test
  void whoWasSlowerIsShownWhatHasChangedAndKeepsTheirOwn() {
    expectComplaint("412 (Precondition Failed)");
    String id = posted("group:500", "First");
    Page page = console("#/notices/" + id + "/edit");
    page.getByLabel("Text optional").fill("Mine.");
    rename(id, "Theirs");
    button(page, "Save").click();

    assertThat(page.locator(".conflict tbody tr")).hasCount(1);
    assertThat(page.locator(".conflict tbody tr")).containsText("Theirs " + mark);
    assertThat(page.getByLabel("Text optional")).hasValue("Mine.");
    button(page, "Save").click();
    assertThat(heading(page)).hasText("Theirs " + mark);
    assertThat(page.locator(".content")).containsText("Mine.");
  }

  @Test
  void anEditWaitsInItsTabAlsoWhenTheNoticeChangesMeanwhile() {
    String id = posted("group:500", "First");
    Page page = console("#/notices/" + id + "/edit");
    page.getByLabel("Text optional").fill("Mine.");
    link(page, "Back to the notice").click();
    assertThat(heading(page)).hasText("First " + mark);

    link(page, "Edit").click();
    assertThat(page.locator(".restored")).isVisible();
    assertThat(page.getByLabel("Text optional")).hasValue("Mine.");
    rename(id, "Theirs");
    page.reload();
    assertThat(page.locator(".conflict tbody tr")).containsText("Theirs " + mark);
    assertThat(page.getByLabel("Text optional")).hasValue("Mine.");

    link(page, "Cancel").click();
    link(page, "Edit").click();
    assertThat(page.getByLabel("Text optional")).hasValue("");
    assertThat(title(page)).hasValue("Theirs " + mark);
  }

  @Test
  void newsForEverybodyNeedsTheWordToo() {
    String id = posted("all", "To all");
    Page page = console("#/notices/" + id + "/edit");
    title(page).fill("Still to all " + mark);
    page.getByText("Make it news again").click();
    button(page, "Save").click();
    page.getByLabel("Type all to go on").fill("all");
    page.keyboard().press("Enter");
    assertThat(heading(page)).hasText("Still to all " + mark);

    // Silently it disturbs nobody.
    link(page, "Edit").click();
    title(page).fill("Quietly to all " + mark);
    button(page, "Save").click();
    assertThat(heading(page)).hasText("Quietly to all " + mark);
  }

  @Test
  void aNoticesPageFollowsWhatBecomesOfIt() {
    String soon = Instant.now().plusSeconds(4).toString();
    var notice =
        Map.of("audience", List.of("group:600"), "title", "Soon " + mark, "publishAt", soon);
    String id = demo.post(notice).get("id").asString();
    Page page = console("#/notices/" + id);
    assertThat(page.locator(".notice-head .status")).hasText("Scheduled");
    assertThat(page.locator(".notice-head .status")).hasText("Published");
    assertThat(page.locator(".message").first()).hasText("It has gone out.");
    assertThat(page.locator(".statistics .plot")).isVisible();
  }
}
