package dev.tidings.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes and retracts notices, and tries again until that is answered. */
public final class Editor {
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Supplier<URI> notices;
  private final Ledger ledger;
  private final String token = Tokens.admin("editor");

  /**
   * @param notices asked before each try: where the notices are
   */
  public Editor(Supplier<URI> notices, Ledger ledger) {
    this.notices = notices;
    this.ledger = ledger;
  }

  /** Gives a notice another body, perhaps more than once; a retracted one stays as it is. */
  public void change(String noticeId, String body, Duration patience) {
    send(noticeId, "PATCH", "", "{\"body\":\"" + body + "\"}", patience);
  }

  public void retract(String noticeId, Duration patience) {
    send(noticeId, "POST", "/retract", "", patience);
  }

  private void send(String noticeId, String method, String action, String body, Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    do {
      try {
        var request =
            HttpRequest.newBuilder(URI.create(notices.get() + "/" + noticeId + action))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          Matcher revision = REVISION.matcher(answer.body());
          int number = revision.find() ? Integer.parseInt(revision.group(1)) : -1;
          ledger.edited(new Ledger.Edit(noticeId, number, !action.isEmpty(), System.nanoTime()));
          return;
        }
        if (answer.statusCode() < 500) {
          return;
        }
      } catch (IOException e) {
        // tried again below
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    } while (System.nanoTime() < giveUp);
  }
}
