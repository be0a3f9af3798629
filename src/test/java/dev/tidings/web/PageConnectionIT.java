package dev.tidings.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tidings.web.DemoPages.button;
import static dev.tidings.web.DemoPages.frames;
import static dev.tidings.web.DemoPages.phase;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The start page tells how it is connected, and nothing is missed whatever happens to that. */
@ResourceLock("demo")
class PageConnectionIT {
  @RegisterExtension static final DemoPages demo = new DemoPages();

  @Test
  void theConnectionComesBackWithNothingLostWhenItIsCut() {
    Page alice = demo.windowOf("alice");
    alice.locator("#wire summary").click();
    assertThat(frames(alice, "ready")).hasCount(1);
    demo.server().post("user:alice", demo.category(), "before");
    assertThat(frames(alice, "notice")).hasCount(1);

    alice.route("**/stream-tickets", Route::abort); // until all is posted
    demo.server().part(ConnectionRegistry.class).end("alice", stream -> true, ByeReason.ROTATION);
    assertThat(phase(alice, "alice")).containsText("Reconnecting");
    for (String title : List.of("first", "second", "third")) {
      demo.server().post("user:alice", demo.category(), title);
    }
    alice.unroute("**/stream-tickets");

    assertThat(phase(alice, "alice")).hasText("Live");
    assertThat(demo.titles(alice)).hasText(new String[] {"third", "second", "first", "before"});
    assertThat(frames(alice, "ready")).hasCount(2);
    assertThat(frames(alice, "notice")).hasCount(4);
  }

  @Test
  void anEndedConnectionSaysWhyAndComesBackOnDemand() {
    Page alice = demo.windowOf("alice");
    demo.server().part(ConnectionRegistry.class).end("alice", stream -> true, ByeReason.TOO_MANY);
    assertThat(phase(alice, "alice")).hasText("Ended: you have too many windows open");

    demo.server().post("user:alice", demo.category(), "meanwhile");
    button(alice, "Connect again").click();
    assertThat(phase(alice, "alice")).hasText("Live");
    assertThat(demo.titles(alice)).hasText("meanwhile");
  }

  @Test
  void aPositionThatCannotBeContinuedIsToldAndNothingIsMissed() {
    demo.server().post("user:alice", demo.category(), "not to be missed");
    Page alice = demo.tab();
    alice.route(
        "**/me/stream?*",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(
                        route
                            .request()
                            .url()
                            .replaceAll("&lastEventId=.*|$", "&lastEventId=0-9"))));
    demo.logIn(alice, "alice");
    alice.locator("#wire summary").click();
    assertThat(frames(alice, "reset").first()).isVisible();
    assertThat(demo.titles(alice)).hasText("not to be missed");
  }

  @Test
  void loggingOutInOneWindowLeavesTheOthersAlone() {
    Page alice = demo.windowOf("alice");
    Page bob = demo.windowOf("bob");
    button(alice, "Log out").click();
    assertThat(button(alice, "See it work")).isVisible();
    alice.reload();
    assertThat(button(alice, "See it work")).isVisible();

    demo.server().post("all", demo.category(), "Still there?");
    assertThat(demo.titles(bob)).hasText("Still there?");
  }

  @Test
  void aRevokedTokenLeadsBackToTheLogIn() {
    Page alice = demo.windowOf("alice");
    String token =
        (String) alice.evaluate("JSON.parse(sessionStorage.getItem('tidings.session')).token");
    demo.server().send("DELETE", "session", token, null);
    assertThat(phase(alice, "alice")).containsText("Ended: ");
    button(alice, "Connect again").click();
    assertThat(alice.locator("#farewell")).not().isEmpty();
    assertThat(button(alice, "See it work")).isVisible();
  }
}
