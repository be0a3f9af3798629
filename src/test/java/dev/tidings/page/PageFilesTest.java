package dev.tidings.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.RawStream;
import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
  private static final String SCRIPT = "/tidings.js";

  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tidings.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tidings.js",
        "/admin/console.js",
        "/admin/style/list.css",
        "/admin/locales/ko.json"
      })
  void aFileComesCompressedToWhoTakesThat(String path) throws Exception {
    byte[] file = Files.readAllBytes(Path.of("web/src" + path));
    var answer = get(path, "Accept-Encoding", "gzip, br");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(answer, "Vary")).contains("Accept-Encoding");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.body()).hasSizeLessThan(file.length / 2);
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()));
    assertThat(unpacked.readAllBytes()).isEqualTo(file);

    assertThat(get(path).body()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tidings.js", "/", "/admin/", "/admin/stream"})
  void whoHasAFileIsToldSoInAFewBytes(String path) throws Exception {
    for (String encoding : new String[] {"gzip", "identity"}) {
      var first = get(path, "Accept-Encoding", encoding);
      String tag = header(first, "ETag");
      var again = get(path, "Accept-Encoding", encoding, "If-None-Match", tag);

      assertThat(tag).startsWith("\"");
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "ETag")).isEqualTo(tag);
      assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
    }
  }

  @Test
  void whoHasAnotherVersionGetsTheNewOne() throws Exception {
    var answer = get(SCRIPT, "If-None-Match", "\"0123456789abcdef01234567\"");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void twoFilesHaveTwoTags() throws Exception {
    assertThat(header(get("/admin/console.js"), "ETag"))
        .isNotEqualTo(header(get("/admin/stream.js"), "ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/me/stream", "/api/v1/admin/stream/tail"})
  void aStreamIsNeverCompressedAndComesAtOnce(String path) {
    String group = Fresh.name("g");
    var token = Tokens.admin(Fresh.name("olga"));
    String user = path.contains("/me/") ? Tokens.user(Fresh.name("u"), List.of(group)) : token;
    try (var stream = RawStream.open(tidings.port(), path, user, "Accept-Encoding: gzip")) {
      assertThat(stream.header("Content-Encoding")).isEmpty();
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      stream.until("ready");

      // Smaller than any buffer, and still there before the next heartbeat.
      long posted = System.nanoTime();
      tidings.as(token).post(Draft.to("group:" + group)).is(201);
      assertThat(stream.until("notice")).isNotEmpty();
      assertThat(System.nanoTime() - posted).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void theApiIsLeftAlone() throws Exception {
    Api admin = tidings.as(Tokens.admin("olga"));
    String location =
        admin.post(Draft.to("group:g").with("body", "b".repeat(9_000))).is(201).header("Location");
    Answer notice = admin.send(admin.request(location).header("Accept-Encoding", "gzip").GET());
    assertThat(notice.is(200).header("Content-Encoding")).isEmpty();
    assertThat(notice.header("ETag")).isEqualTo("\"1\"");

    // Else a small body could be a large one.
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(Draft.to("group:g").json().getBytes(UTF_8));
    }
    admin
        .send(
            admin
                .json("/api/v1/notices")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())))
        .refused(400, "malformed-json");
  }
}
