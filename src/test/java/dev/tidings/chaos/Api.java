package dev.tidings.chaos;

import dev.tidings.harness.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Single requests to a server, with their times. */
final class Api {
  private static final String ADMIN = Tokens.admin("operator");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Api(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param millis how long it took
   */
  record Answer(int status, String body, String retryAfter, long millis) {}

  Answer post(String key, String title) throws IOException, InterruptedException {
    String body = "{\"audience\":[\"user:nobody\"],\"title\":\"" + title + "\"}";
    return send(
        request("/api/v1/notices")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Posts that JSON, without a key. */
  Answer post(String notice) throws IOException, InterruptedException {
    return send(
        request("/api/v1/notices")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(notice)));
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /** The sum over all series of a metric. */
  double metric(String name) throws IOException, InterruptedException {
    return metrics(name).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** All series of a metric by their labels, which are empty or in braces. */
  Map<String, Double> metrics(String name) throws IOException, InterruptedException {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .collect(
            Collectors.toMap(
                line -> line.substring(name.length(), line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  /** A one-use ticket for the admin's own stream. */
  String ticket() throws IOException, InterruptedException {
    var made =
        send(request("/api/v1/stream-tickets").POST(HttpRequest.BodyPublishers.noBody())).body();
    return made.replaceFirst(".*\"ticket\":\"([^\"]+)\".*", "$1");
  }

  /** All that a stream says that is opened with a ticket and ended by the server. */
  String stream(String ticket) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/me/stream?ticket=" + ticket))
            .timeout(Duration.ofSeconds(15));
    Answer answer = send(request);
    return answer.status() == 200 ? answer.body() : "status " + answer.status();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(15))
        .header("Authorization", "Bearer " + ADMIN);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body(),
        answer.headers().firstValue("Retry-After").orElse(""),
        (System.nanoTime() - start) / 1_000_000);
  }
}
