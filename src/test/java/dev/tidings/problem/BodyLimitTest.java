package dev.tidings.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodyLimitTest {
  private static final int KIB = 1024;

  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final Api admin = tidings.as(Tokens.admin("olga"));

  static Stream<Named<Function<byte[], BodyPublisher>>> waysToSend() {
    return Stream.of(
        Named.of("with its length", BodyPublishers::ofByteArray),
        Named.of(
            "in chunks",
            body -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  /** A good notice, made longer by what JSON does not count. */
  private static byte[] notice(int bytes) {
    String json = Draft.to("group:g").json();
    return (json + " ".repeat(bytes - json.length())).getBytes(UTF_8);
  }

  private Answer post(String path, BodyPublisher body) {
    return admin.send(admin.request(path).header("Content-Type", "application/json").POST(body));
  }

  private static void assertTooLarge(Answer answer, String limit) {
    answer.refused(413, "too-large");
    assertThat(answer.text("field")).isEqualTo("body");
    assertThat(answer.text("limit")).isEqualTo("must not be larger than " + limit);
  }

  @ParameterizedTest
  @MethodSource("waysToSend")
  void aBodyHas256KibibytesAtMost(Function<byte[], BodyPublisher> sent) {
    post("/api/v1/notices", sent.apply(notice(256 * KIB))).is(201);
    assertTooLarge(post("/api/v1/notices", sent.apply(notice(256 * KIB + 1))), "256 KiB");
  }

  /** Else the answer would be lost, and who knows nothing better sends it again. */
  @ParameterizedTest
  @MethodSource("waysToSend")
  void whoSendsFarTooMuchGetsTheAnswerTooAndKeepsTheConnection(
      Function<byte[], BodyPublisher> sent) {
    for (int i = 0; i < 10; i++) {
      assertTooLarge(post("/api/v1/notices", sent.apply(notice(1024 * KIB))), "256 KiB");
      admin.post("{}").is(400);
    }
  }

  @Test
  void aBatchHasTwoMebibytesAtMost() {
    byte[] tooLarge = notice(2048 * KIB + 1);
    assertTooLarge(post("/api/v1/notices/batch", BodyPublishers.ofByteArray(tooLarge)), "2048 KiB");
  }

  @Test
  void theLimitHoldsForWhoeverCalls() {
    tidings.as("no token").post(" ".repeat(256 * KIB + 1)).refused(413, "too-large");
  }
}
