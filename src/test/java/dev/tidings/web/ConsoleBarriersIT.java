package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every page and state of the console stands in nobody's way, on the smallest phone, in Korean. */
@ResourceLock("demo")
class ConsoleBarriersIT extends InConsole {
  @BeforeEach
  void onAPhone() {
    visit.close();
    var phone = new NewContextOptions().setViewportSize(320, 640).setLocale("ko-KR");
    visit = new Visit(browser, demo, phone);
  }

  @Test
  void beforeTheDoor() {
    expectComplaint("401 (Unauthorized)");
    Page page = visit.tab();
    demo.open(page, "admin/");
    assertThat(page.locator("html")).hasAttribute("lang", "ko");
    page.locator("[name=username]").fill("alice");
    page.locator("[name=password]").fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.locator(".problem")).not().isEmpty();
    isOpen(page, "wrong password");
    page.locator("[name=password]").fill("alice");
    page.keyboard().press("Enter");
    assertThat(page.locator(".refusal")).isVisible();
    isOpen(page, "no rights");
  }

  @Test
  void listsAndTheAudit() {
    notice("Listed");
    Page page = console("#/?q=" + mark);
    assertThat(page.locator(".row")).hasCount(1);
    isOpen(page, "list");
    demo.open(page, "admin/#/?q=" + mark + "&status=EXPIRED");
    assertThat(page.locator(".empty")).isVisible();
    isOpen(page, "nothing found");
    demo.open(page, "admin/#/audit");
    page.locator(".audit details summary").first().click();
    isOpen(page, "audit");
    demo.open(page, "admin/#/nowhere");
    assertThat(page.locator(".refusal")).isVisible();
    isOpen(page, "nowhere");
  }

  @Test
  void writing() {
    expectComplaint("412 (Precondition Failed)");
    Page page = console("#/compose");
    page.locator("form button.primary").click();
    assertThat(page.locator("#problem-title")).not().isEmpty();
    isOpen(page, "wrong fields");
    page.locator("[name=to][value=all]").check();
    title(page).fill("All " + mark);
    page.locator("[name=publishAt-kind]").last().check();
    page.locator("details.further summary").click();
    isOpen(page, "all fields");
    page.locator("form button.primary").click();
    assertThat(page.locator("dialog")).isVisible();
    isOpen(page, "are you sure");
    page.keyboard().press("Escape");
    page.locator("form > .actions .curl-place button").click();
    assertThat(page.locator(".curl:popover-open")).isVisible();
    isOpen(page, "curl");
    page.keyboard().press("Escape");

    String id = notice("Edited");
    demo.open(page, "admin/#/notices/" + id + "/edit");
    assertThat(page.locator("[name=renotify]")).isVisible();
    title(page).fill("Mine " + mark);
    demo.send("PATCH", "notices/" + id, demo.token("admin"), Map.of("body", "Theirs"));
    page.locator("form button.primary").click();
    assertThat(page.locator(".conflict")).isVisible();
    isOpen(page, "conflict");
  }

  @Test
  void noticesOfEachStatus() {
    String published = notice("Published");
    String retracted = notice("Retracted");
    demo.send("POST", "notices/" + retracted + "/retract", demo.token("admin"), null);
    String later = Instant.now().plus(1, ChronoUnit.HOURS).toString();
    var scheduled =
        Map.of("audience", List.of("all"), "title", "Scheduled " + mark, "publishAt", later);
    Page page = console("#/notices/" + published);
    assertThat(page.locator(".plot")).isVisible();
    isOpen(page, "published");
    for (String id : List.of(retracted, demo.post(scheduled).get("id").asString())) {
      demo.open(page, "admin/#/notices/" + id);
      assertThat(page.locator(".facts")).containsText(id);
      isOpen(page, id);
    }
  }

  @Test
  void theStreamView() {
    String id = notice("Passing");
    Page page = console("stream#user=carol&notice=" + id + "&groups=600");
    assertThat(page.locator(".verdict-line")).isVisible();
    page.locator(".tail summary").first().click();
    isOpen(page, "stream view");
  }

  private String notice(String title) {
    return demo.post("group:600", "maintenance", title + " " + mark).get("id").asString();
  }

  private static void isOpen(Page page, String where) {
    assertThat(page.locator(".loading")).hasCount(0);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(where).isEqualTo(320);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
      Visit.assertNoBarriers(page, where + " " + scheme);
    }
  }
}
