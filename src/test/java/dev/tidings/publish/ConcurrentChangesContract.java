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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several who change one notice at once. */
abstract class ConcurrentChangesContract {
  /** More than there are database connections. */
  private static final int WRITERS = 12;

  private final RunningTidings tidings;
  private final Api admin;
  private final Answer posted;
  private final String location;

  ConcurrentChangesContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    posted = admin.post(Draft.to("group:" + Fresh.name("group"))).is(201);
    location = posted.header("Location");
  }

  /** All are in flight before the first one can be done. */
  private List<Answer> atOnce(IntFunction<Answer> change) throws Exception {
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Answer>>();
      tidings.whileNobodyCanAppend(
          () -> {
            for (int i = 0; i < WRITERS; i++) {
              int writer = i;
              Callable<Answer> task = () -> change.apply(writer);
              all.add(threads.submit(task));
            }
            await().until(tidings::isBusyWithAllItsConnections);
          });
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
    }
    return answers;
  }

  private NoticeHistory history() {
    return NoticeHistory.of(tidings, posted.text("id"));
  }

  @Test
  void ofThoseWhoChangeTheSameRevisionOneDoes() throws Exception {
    List<Answer> answers =
        atOnce(
            i ->
                admin.send(
                    admin
                        .patching(location, "{\"body\":\"b%d\"}".formatted(i))
                        .header("If-Match", "\"1\"")));

    List<Answer> done = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(done).hasSize(1);
    for (Answer answer : answers) {
      if (answer != done.getFirst()) {
        answer.refused(412, "stale-revision");
        assertThat(answer.json().path("revision").asInt()).isEqualTo(2);
      }
    }
    assertThat(admin.get(location).json()).isEqualTo(done.getFirst().json());
    assertThat(history().kinds()).containsExactly("notice", "notice-updated");
  }

  @Test
  void whoNamesNoRevisionChangesWhatTheOthersLeft() throws Exception {
    List<Answer> answers =
        atOnce(i -> admin.patch(location, "{\"data\":{\"n%d\":%d}}".formatted(i, i)).is(200));

    answers.sort(Comparator.comparingInt(answer -> answer.json().path("revision").asInt()));
    for (int i = 0; i < WRITERS; i++) {
      assertThat(answers.get(i).json().path("revision").asInt()).isEqualTo(i + 2);
      assertThat(answers.get(i).json().path("data")).hasSize(i + 1);
    }
    assertThat(admin.get(location).json()).isEqualTo(answers.getLast().json());
    List<Integer> revisions =
        history().payloads().stream()
            .map(text -> text.replaceAll(".*\"revision\":([0-9]+).*", "$1"))
            .map(Integer::valueOf)
            .toList();
    assertThat(revisions).isEqualTo(IntStream.rangeClosed(1, WRITERS + 1).boxed().toList());
  }
}
