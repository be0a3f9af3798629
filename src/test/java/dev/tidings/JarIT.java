package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RedisServer;
import dev.tidings.harness.TidingsServer;
import dev.tidings.harness.Tokens;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs.StreamOffset;
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

  @Test
  void aRedisOfAnotherRunningLogAndANameThatIsTakenAreRefused() throws Exception {
    try (var redis = new RedisServer(folder.resolve("redis"));
        var first = TidingsServer.ofJar(folder.resolve("first"), jar(), settings(redis))) {
      String otherLog = TidingsServer.failedStart(folder.resolve("other"), jar(), settings(redis));
      assertThat(otherLog)
          .contains("This database holds log", "belong to log", "TIDINGS_STREAM_PREFIX")
          .doesNotContain("\tat ");
      assertThat(first.handle().isAlive()).isTrue();

      String posted = new Posts(first.port()).post("all").eventId();
      first.kill();
      leavePending(redis);
      Files.createDirectories(folder.resolve("twin/data"));
      Files.copy(
          folder.resolve("first/data/tidings.mv.db"), folder.resolve("twin/data/tidings.mv.db"));
      first.restart();
      await("what was pending when it was killed is not any more")
          .untilAsserted(
              () ->
                  assertThat(send(first, "/api/v1/admin/stream", Tokens.admin("op"), "").body())
                      .contains("\"cursor\":\"" + posted + "\",\"pending\":0"));
      String twin = TidingsServer.failedStart(folder.resolve("twin"), jar(), settings(redis));
      assertThat(twin)
          .contains("already called 'one'", "TIDINGS_SERVER_NAME")
          .doesNotContain("\tat ");
    }
  }

  /** As if it had been killed between reading and acknowledging. */
  @SuppressWarnings("unchecked") // generic varargs of Lettuce
  private static void leavePending(RedisServer redis) {
    try (var client = RedisClient.create(redis.url());
        var connection = client.connect()) {
      var read = connection.sync();
      read.xgroupSetid(StreamOffset.from("tidings:notices", "0"), "srv:one");
      assertThat(
              read.xreadgroup(
                  Consumer.from("srv:one", "before"), StreamOffset.lastConsumed("tidings:notices")))
          .hasSize(1);
    }
  }

  private static Map<String, String> settings(RedisServer redis) {
    return Map.of("SPRING_DATA_REDIS_URL", redis.url(), "TIDINGS_SERVER_NAME", "one");
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
