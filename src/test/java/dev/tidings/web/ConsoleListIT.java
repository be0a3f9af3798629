package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Finding what was posted, and what was done. */
@ResourceLock("demo")
class ConsoleListIT extends InConsole {
  @Test
  void theListShowsEachStatusAndItsAddressCanBeKept() {
    String soon = Instant.now().plus(2, ChronoUnit.HOURS).toString();
    demo.post(
        Map.of("audience", List.of("group:600"), "title", "Later " + mark, "publishAt", soon));
    demo.post("group:600", "billing", "Now " + mark);
    Page page = console("#/?q=" + mark);
    assertThat(page.locator(".row .title")).hasText(new String[] {"Now " + mark, "Later " + mark});
    link(page, "Scheduled").click();
    assertThat(page.locator(".row .title")).hasText("Later " + mark);
    page.reload();
    assertThat(page.locator(".row .title")).hasText("Later " + mark);
    assertThat(page.locator(".row .when")).containsText("goes out in");
    page.getByLabel("Search titles").fill(mark + " nobody has this");
    assertThat(page.locator(".empty")).containsText("No notice is like that.");
  }

  @Test
  void theAuditNamesNoticesAndLeadsToThem() {
    String id = demo.post("group:600", "notice", "Named " + mark).get("id").asString();
    demo.send("POST", "notices/" + id + "/retract", demo.token("admin"), null);
    Page page = console("#/audit?actor=admin");
    // Also the post's, which keeps no content itself.
    assertThat(link(page, "Named " + mark)).hasCount(2);
    link(page, "Named " + mark).last().click();
    assertThat(page).hasURL(demo.base() + "admin/#/notices/" + id);
    assertThat(heading(page)).hasText("Retracted notice");
  }

  @Test
  void whatCanNotBeLoadedIsToldAndTriedAgain() {
    expectComplaint("503 (Service Unavailable)");
    Page page = visit.tab();
    page.route(
        "**/api/v1/notices?*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setHeaders(Map.of("Retry-After", "2"))
                    .setContentType("application/problem+json")
                    .setBody("{\"code\":\"database-unavailable\",\"detail\":\"Not now.\"}")));
    visit.as(demo.token("admin"));
    demo.open(page, "admin/");
    assertThat(page.locator(".failed")).containsText("Not now. Wait 2 seconds.");
    page.unroute("**/api/v1/notices?*");
    button(page, "Try again").click();
    assertThat(page.locator(".failed")).hasCount(0);
    assertThat(page.getByText(Pattern.compile("\\d+ notices$"))).isVisible();
  }
}
