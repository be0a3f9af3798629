package dev.tidings.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.RunningTidings;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  private static final String A_TIME = "must be an ISO 8601 time such as 2026-11-21T10:30:00Z";

  private final Api admin = RunningTidings.on(Database.H2).as(Tokens.admin("olga"));

  @ParameterizedTest
  @ValueSource(strings = {"nope", "Title", "id", "eventId", "createdBy", "revision", "status"})
  void anUnknownFieldIsNamed(String field) {
    admin
        .post("{\"audience\":[\"all\"],\"title\":\"t\",\"" + field + "\":null}")
        .refused(field, "is not a known field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'title':7}                     | title       | must be a string",
        "{'title':true}                  | title       | must be a string",
        "{'title':['t']}                 | title       | must be a string",
        "{'title':{}}                    | title       | must be a string",
        "{'body':0.5}                    | body        | must be a string",
        "{'link':1}                      | link        | must be a string",
        "{'category':1}                  | category    | must be a string",
        "{'audience':'all'}              | audience    | must be an array",
        "{'audience':{}}                 | audience    | must be an array",
        "{'audience':['all',7]}          | audience[1] | must be a string",
        "{'audience':[{}]}               | audience[0] | must be a string",
        "{'severity':'info'}             | severity    | must be one of INFO, WARNING, CRITICAL",
        "{'severity':''}                 | severity    | must be one of INFO, WARNING, CRITICAL",
        "{'severity':0}                  | severity    | must be one of INFO, WARNING, CRITICAL",
        "{'severity':{}}                 | severity    | must be one of INFO, WARNING, CRITICAL",
        "[]                              | body        | must be a JSON object",
        "'x'                             | body        | must be a JSON object",
        "7                               | body        | must be a JSON object",
        "true                            | body        | must be a JSON object",
        "{} {}                           | body        | must be a JSON object"
      })
  void aFieldOfTheWrongTypeIsNamedWithWhatItMustBe(String body, String field, String limit) {
    admin.post(body.replace('\'', '"')).refused(field, limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1893456000",
        "\"1893456000\"",
        "\"\"",
        "\"2030\"",
        "\"2030-01-01\"",
        "\"2030-01-01T00:00:00\"",
        "\"2030-01-01 00:00:00Z\"",
        "\"tomorrow\"",
        "true",
        "{}",
        "[]",
        "\"2030-13-01T00:00:00Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"-0001-01-01T00:00:00Z\"",
        "\"+1000000000-12-31T23:59:59.999999999Z\""
      })
  void aTimeIsWrittenOutWithItsOffset(String time) {
    for (String field : new String[] {"publishAt", "expiresAt"}) {
      admin
          .post("{\"audience\":[\"all\"],\"title\":\"t\",\"" + field + "\":" + time + "}")
          .refused(field, A_TIME);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"title\":}",
        "{'title':'t'}",
        "{\"title\":\"t\",}",
        "{\"title\":\"t\"",
        "nul",
        "{\"title\":\"a\nb\"}",
        "{\"title\":\"\\x\"}",
        "{\"title\":\"t\",\"title\":\"t\"}",
        "{\"data\":NaN}",
        "// x\n{}"
      })
  void whatIsNotJsonIsSaidWhere(String body) {
    Answer answer = admin.post(body).refused(400, "malformed-json");
    assertThat(answer.text("detail"))
        .matches("The body is not valid JSON, at line \\d, column \\d+\\.");
  }

  @Test
  void jsonThatIsTooMuchForAnyReaderIsRefusedToo() {
    admin
        .post("{\"data\":" + "{\"a\":".repeat(600) + "1" + "}".repeat(601))
        .refused(400, "malformed-json");
    admin.post("{\"" + "x".repeat(60_000) + "\":1}").refused(400, "malformed-json");
    admin.post("{\"data\":{\"n\":" + "1".repeat(2_000) + "}}").refused(400, "malformed-json");
    admin.post("{\"data\":{\"n\":1e9999999999}}").refused(400, "malformed-json");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] body = "{\"title\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    admin
        .send(
            admin
                .request("/api/v1/notices")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)))
        .refused(400, "malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void aBodyIsNeeded(String body) {
    admin.post(body).refused(400, "body-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/unknown", "/api/v2/notices", "/api/v1/notices/", "/api"})
  void aPathThatIsNotTheApisIsNotFound(String path) {
    admin.get(path).refused(404, "not-found");
  }

  @Test
  void aMethodThatIsNotAllowedIsAnsweredWithThoseThatAre() {
    Answer answer =
        admin.send(admin.request("/api/v1/notices").DELETE()).refused(405, "method-not-allowed");
    assertThat(answer.header("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "image/png"})
  void onlyJsonIsTaken(String type) {
    admin
        .send(
            admin
                .request("/api/v1/notices")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")))
        .refused(415, "unsupported-media-type");
    admin
        .send(admin.request("/api/v1/notices").POST(BodyPublishers.ofString("{}")))
        .refused(415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json, application/problem+json", "*/*"})
  void aRefusalIsAProblemDocumentWhateverTheCallerAccepts(String accepted) {
    admin
        .send(admin.posting("{\"nope\":1}").header("Accept", accepted))
        .refused("nope", "is not a known field");
  }

  @Test
  void aQueryThatCanNotBeReadIsTheCallersFault() {
    admin.get("/api/v1/me/notices?category=%ff").refused(400, "invalid-request");
  }

  @Test
  void aRefusalSaysWhatWasCalled() {
    assertThat(admin.get("/api/v1/unknown").text("instance")).isEqualTo("/api/v1/unknown");
    assertThat(admin.post("{}").text("instance")).isEqualTo("/api/v1/notices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1//notices", "/api/v1/notices/%00", "/api/v1/..%2Fnotices"})
  void aPathThatTheWebServerItselfRefusesGetsADocumentToo(String path) {
    Answer answer = admin.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("code")).isEqualTo("invalid-request");
    assertThat(answer.body()).doesNotContain("<");
  }
}
