package dev.tidings.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the HTTP API as one caller. */
public final class Api {
  /** The body of a request without one. */
  public static final BodyPublisher NOTHING = BodyPublishers.noBody();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final String token;

  Api(int port, String token) {
    this.port = port;
    this.token = token;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Posts a notice. */
  public Answer post(Draft draft) {
    return post(draft.json());
  }

  /** Posts what may be a notice. */
  public Answer post(String json) {
    return send(posting(json));
  }

  public Answer post(String json, String idempotencyKey) {
    return send(posting(json).header("Idempotency-Key", idempotencyKey));
  }

  /** Changes a notice by a merge patch. */
  public Answer patch(String location, String patch) {
    return send(patching(location, patch));
  }

  /** The change of a notice, not sent yet. */
  public HttpRequest.Builder patching(String location, String patch) {
    return request(location)
        .header("Content-Type", "application/merge-patch+json")
        .method("PATCH", BodyPublishers.ofString(patch));
  }

  public Answer retract(String location) {
    return send(retracting(location));
  }

  /** The retraction of a notice, not sent yet. */
  public HttpRequest.Builder retracting(String location) {
    return request(location + "/retract").POST(BodyPublishers.noBody());
  }

  /** The post of what may be a notice, not sent yet. */
  public HttpRequest.Builder posting(String json) {
    return request("/api/v1/notices")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  /** A request with the caller's token, not sent yet. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  /** A request that carries JSON, not sent yet. */
  public HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  public static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  /** The answer, which is as the OpenAPI document says. */
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      var answer = new Answer(response.statusCode(), response.headers(), response.body());
      ApiDocument.OURS.check(request.method(), request.uri().getPath(), answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
