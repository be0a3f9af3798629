package dev.tidings.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client reads when it is told to reload: its inbox, page by page, from any server. */
final class InboxReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String token;
  private final IntSupplier port;
  private final AtomicInteger pending = new AtomicInteger();

  InboxReader(String user, Collection<String> groups, IntSupplier port) {
    this.token = Tokens.user(user, groups);
    this.port = port;
  }

  boolean isIdle() {
    return pending.get() == 0;
  }

  /** Reads until it has succeeded; the client's stream goes on meanwhile. */
  void readLater(Duration delay, long downTo, Consumer<String> found) {
    pending.incrementAndGet();
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(delay.toNanos());
              while (!read(downTo, found)) {
                LockSupport.parkNanos(500_000_000);
              }
              pending.decrementAndGet();
            });
  }

  private boolean read(long downTo, Consumer<String> found) {
    try {
      readAll(downTo).forEach(found);
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * The ids of the notices down to an event's number.
   *
   * @throws IOException when a server can't be asked now
   */
  Set<String> readAll(long downTo) throws IOException, InterruptedException {
    var ids = new HashSet<String>();
    String cursor = "";
    while (true) {
      JsonNode page = page(cursor);
      long oldest = Long.MAX_VALUE;
      for (JsonNode item : page.get("items")) {
        ids.add(item.get("id").asString());
        String eventId = item.get("eventId").asString();
        oldest = Long.parseLong(eventId.substring(eventId.indexOf('-') + 1));
      }
      JsonNode next = page.get("nextCursor");
      if (next == null || next.isNull() || oldest <= downTo) {
        return ids;
      }
      cursor = "&cursor=" + next.asString();
    }
  }

  private JsonNode page(String cursor) throws IOException, InterruptedException {
    var uri =
        URI.create("http://127.0.0.1:" + port.getAsInt() + "/api/v1/me/notices?limit=100" + cursor);
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
