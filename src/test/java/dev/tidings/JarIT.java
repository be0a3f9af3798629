package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.TidingsServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} alone: everything is in it, and what it was told survives {@code kill -9}. */
class JarIT {
  private static final Pattern PASSWORD = Pattern.compile("password\\s+(\\S+)");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void itStartsWithNothingElseKeepsWhatItWasToldThroughAKillAndStopsInTime() throws Exception {
    try (var server = TidingsServer.ofJar(folder, jar(), Map.of())) {
      Matcher password = PASSWORD.matcher(server.output());
      assertThat(password.find()).as("the admin's password is printed").isTrue();
      String admin = login(server, password.group(1));
      var posted =
          send(server, "/api/v1/notices", admin, "{\"audience\":[\"all\"],\"title\":\"kept\"}");
      assertThat(posted.statusCode()).isEqualTo(201);

      server.kill();
      server.restart();

      String id = find(ID, posted.body());
      assertThat(send(server, "/api/v1/notices/" + id, admin, "").body()).contains("\"kept\"");
      assertThat(send(server, "/api/v1/admin/stream", admin, "").body())
          .contains("\"viaRedis\":true", "\"length\":1");
      assertThat(PASSWORD.matcher(server.output()).results()).as("printed once").hasSize(1);
      assertThat(secondsToStop(server)).isLessThan(15);
      assertThat(server.output()).doesNotContain("ERROR");
    }
  }

  private static long secondsToStop(TidingsServer server) {
    long start = System.nanoTime();
    server.stop();
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private static Path jar() throws Exception {
    try (var files = Files.list(Path.of("target"))) {
      List<Path> jars = files.filter(f -> f.toString().matches(".*tidings-[0-9.]+\\.jar")).toList();
      assertThat(jars).as("the jar, which mvn verify packages first").hasSize(1);
      return jars.getFirst().toAbsolutePath();
    }
  }

  private static String login(TidingsServer server, String password) throws Exception {
    String body = "{\"username\":\"admin\",\"password\":\"" + password + "\"}";
    return find(TOKEN, send(server, "/api/v1/session", "", body).body());
  }

  private static HttpResponse<String> send(
      TidingsServer server, String path, String token, String body) throws Exception {
    var request = HttpRequest.newBuilder(server.uri(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
