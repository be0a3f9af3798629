package dev.tidings.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;

/** Posts to a server in this JVM, and waits until it has taken the event in. */
public final class Posts {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final Poster poster;

  public Posts(int port) {
    this.server = URI.create("http://127.0.0.1:" + port);
    this.poster = new Poster(server.resolve("/api/v1/notices"));
  }

  /** One notice, whose event is then the server's head. */
  public Poster.Posted post(String... audience) {
    Poster.Posted posted = poster.post("a notice", List.of(audience));
    String cursor = "\"cursor\":\"" + posted.eventId() + "\"";
    Awaitility.await()
        .until(() -> get("/api/v1/me/poll", Tokens.admin("poster")).body().contains(cursor));
    return posted;
  }

  public HttpResponse<String> get(String path, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a JSON body; an empty one is sent as no body at all. */
  public HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
