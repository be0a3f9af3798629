package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private static final String KEY_LIMIT = "must be 1-255 visible ASCII characters";

  private final RunningTidings tidings = RunningTidings.on(Database.H2);
  private final Api admin = tidings.as(Tokens.admin("olga"));
  private final String title = Fresh.name("title");
  private final String draft = Draft.to("group:g").with("title", title).json();

  @Test
  void aKeyHasUpTo255VisibleAsciiCharacters() {
    String longest = "k".repeat(200) + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0123456789ABCDEFGHIJKLM";
    assertThat(longest).hasSize(255);
    Answer first = admin.post(draft, longest).is(201);
    assertThat(admin.post(draft, longest).is(201).text("id")).isEqualTo(first.text("id"));
    admin.post(draft, longest + "k").refused("Idempotency-Key", KEY_LIMIT);
    admin.post(draft, "").refused("Idempotency-Key", KEY_LIMIT);
    admin.post(draft, "two words").refused("Idempotency-Key", KEY_LIMIT);
    admin.post(draft, "a\tb").refused("Idempotency-Key", KEY_LIMIT);
    assertThat(tidings.stored(title)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k\u00e9y", "\u00ff", "\u00a0"})
  void aKeyBeyondAsciiIsRefused(String beyond) throws IOException {

    String request =
        "POST /api/v1/notices HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + ("Authorization: Bearer " + Tokens.admin("olga") + "\r\n")
            + ("Idempotency-Key: " + beyond + "\r\n")
            + ("Content-Type: application/json\r\nContent-Length: " + draft.length() + "\r\n\r\n")
            + draft;
    try (var socket = new Socket("127.0.0.1", tidings.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains(KEY_LIMIT);
    }
    assertThat(tidings.stored(title)).isZero();
  }

  /** Somebody holds the number's lock for longer than anybody waits for it. */
  @Test
  void aTwinIsToldThatItIsOneAndTheFirstThatTheDatabaseIsBusy() {
    String key = Fresh.name("key");
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tidings.whileNobodyCanAppend(
          () ->
              Stream.generate(() -> threads.submit(() -> admin.post(draft, key)))
                  .limit(2)
                  .toList()
                  .forEach(answer -> answers.add(resultOf(answer))));
    }
    answers.sort(Comparator.comparing(Answer::status));
    Answer twin = answers.getFirst().refused(409, "idempotency-in-flight");
    Answer first = answers.getLast().refused(503, "database-unavailable");
    assertThat(twin.header("Retry-After")).isEqualTo("1");
    assertThat(first.header("Retry-After")).isEqualTo("2");
    assertThat(tidings.stored(title)).isZero();
    admin.post(draft, key).is(201);
  }

  private static Answer resultOf(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
