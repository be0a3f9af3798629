package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class TwinsContract {
  private static final int TWINS = 20;

  /** All database connections: one keeps the others from appending, nine hold a twin each. */
  private static final int IN_FLIGHT = 10;

  private final RunningTidings tidings;
  private final Api admin;
  private final String key = Fresh.name("key");
  private final String title = Fresh.name("title");
  private final String draft = Draft.to("group:g").with("title", title).json();

  TwinsContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  /** A twin that is turned away is told to come again, and gets the same notice then. */
  @Test
  void ofTwentyTwinsInFlightAtOnceOneIsPosted() throws Exception {
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> twin = () -> admin.post(draft, key);
      List<Future<Answer>> twins = new ArrayList<>();
      tidings.whileNobodyCanAppend(
          () -> {
            Collections.nCopies(TWINS, twin).forEach(post -> twins.add(threads.submit(post)));
            await().until(tidings::isBusyWithAllItsConnections);
          });
      for (var answer : twins) {
        answers.add(answer.get());
      }
    }
    var posted = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(posted)
        .extracting(answer -> answer.text("id"))
        .containsOnly(posted.getFirst().text("id"));
    assertThat(posted)
        .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
        .hasSize(1);
    for (Answer answer : answers) {
      if (answer.status() != 201) {
        answer.refused(409, "idempotency-in-flight");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
      }
    }
    assertThat(tidings.stored(title)).isEqualTo(1);
    assertThat(admin.post(draft, key).is(201).text("id")).isEqualTo(posted.getFirst().text("id"));
  }

  @Test
  void twinsOfAScheduledPostAreOneNoticeThatIsPublishedOnce() throws Exception {
    String soon = Instant.now().plusMillis(1_500).toString();
    String scheduled = Draft.to("group:g").with("title", title).with("publishAt", soon).json();
    Callable<Answer> twin = () -> admin.post(scheduled, key);
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(TWINS, twin))) {
        answers.add(answer.get());
      }
    }
    var posted = answers.stream().filter(answer -> answer.status() == 201).toList();
    answers.stream()
        .filter(answer -> answer.status() != 201)
        .forEach(answer -> answer.refused(409, "idempotency-in-flight"));
    String id = posted.getFirst().text("id");
    assertThat(posted).extracting(answer -> answer.text("id")).containsOnly(id);
    assertThat(posted)
        .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
        .hasSize(1);
    assertThat(tidings.stored(title)).isEqualTo(1);
    await().until(() -> !NoticeHistory.of(tidings, id).kinds().isEmpty());
    assertThat(admin.post(scheduled, key).is(201).text("status")).isEqualTo("PUBLISHED");
    assertThat(NoticeHistory.of(tidings, id).kinds()).containsExactly("notice");
  }

  @Test
  void twentyPostsAtOnceUnderTheirOwnKeysAreTwentyNotices() throws Exception {
    Callable<Answer> post = () -> admin.post(draft, Fresh.name("key"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(TWINS, post))) {
        assertThat(answer.get().is(201).header("Idempotency-Replayed")).isEmpty();
      }
    }
    assertThat(tidings.stored(title)).isEqualTo(TWINS);
  }
}
