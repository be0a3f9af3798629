package dev.tidings.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Posts notices, and posts again under the same key until the answer is 201. */
public final class Poster {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI notices;
  private final String token = Tokens.admin("poster");

  public Poster(TidingsServer server) {
    this(server.uri("/api/v1/notices"));
  }

  Poster(URI notices) {
    this.notices = notices;
  }

  /** A post that was answered 201. */
  public record Posted(String noticeId, String eventId, List<String> audience) {}

  public Posted post(String title, List<String> audience) {
    String keys = audience.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(","));
    String body = "{\"audience\":[" + keys + "],\"title\":\"" + title + "\"}";
    var request =
        HttpRequest.newBuilder(notices)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < giveUp) {
      try {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          return new Posted(
              find(ID, answer.body()), find(EVENT_ID, answer.body()), List.copyOf(audience));
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("never posted: " + last);
  }

  private static String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + body);
    }
    return matcher.group(1);
  }
}
