package dev.tidings.harness;

import dev.tidings.harness.Ledger.Outcome;
import dev.tidings.harness.Ledger.Post;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Posts notices, and posts again under the same key until the answer is 201. */
public final class Poster {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private volatile String lastAnswer = "";
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Supplier<URI> notices;
  private final Ledger ledger;
  private final String token = Tokens.admin("poster");

  public Poster(TidingsServer server) {
    this(server.uri("/api/v1/notices"));
  }

  Poster(URI notices) {
    this(() -> notices, new Ledger());
  }

  /**
   * @param notices asked before each try: where to post
   */
  public Poster(Supplier<URI> notices, Ledger ledger) {
    this.notices = notices;
    this.ledger = ledger;
  }

  /** A post that was answered 201. */
  public record Posted(String noticeId, String eventId, List<String> audience) {}

  public Posted post(String title, List<String> audience) {
    Post post = post(title, audience, PATIENCE);
    if (post.outcome() != Outcome.OK) {
      throw new AssertionError("never posted: " + lastAnswer);
    }
    return new Posted(post.noticeId(), post.eventId(), post.audience());
  }

  /**
   * Posts, and posts again under the same key until it knows what became of it.
   *
   * @param title should be unlike every other one
   * @param patience after which it is left open; zero for a single try
   */
  public Post post(String title, List<String> audience, Duration patience) {
    String keys = audience.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(","));
    String body = "{\"audience\":[" + keys + "],\"title\":\"" + title + "\"}";
    String key = UUID.randomUUID().toString();
    long giveUp = System.nanoTime() + patience.toNanos();
    boolean open = false;
    Post post = null;
    do {
      try {
        var answer = http.send(request(key, body), HttpResponse.BodyHandlers.ofString());
        lastAnswer = answer.statusCode() + " " + answer.body();
        post = judge(title, audience, answer, open);
        open |= answer.statusCode() >= 500;
      } catch (IOException e) {
        lastAnswer = e.toString();
        open = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      if (post == null) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    } while (post == null && System.nanoTime() < giveUp);
    if (post == null) {
      post = new Post(title, audience, Outcome.UNKNOWN, "", "", System.nanoTime());
    }
    ledger.posted(post);
    return post;
  }

  private HttpRequest request(String key, String body) {
    return HttpRequest.newBuilder(notices.get())
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** Null when another try may tell more. */
  private static @Nullable Post judge(
      String title, List<String> audience, HttpResponse<String> answer, boolean open) {
    int status = answer.statusCode();
    if (status == 201) {
      return new Post(
          title,
          List.copyOf(audience),
          Outcome.OK,
          find(ID, answer.body()),
          find(EVENT_ID, answer.body()),
          System.nanoTime());
    }
    boolean refused = status >= 400 && status < 500 && status != 409 && status != 429;
    return refused && !open
        ? new Post(title, audience, Outcome.FAILED, "", "", System.nanoTime())
        : null;
  }

  private static String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + body);
    }
    return matcher.group(1);
  }
}
