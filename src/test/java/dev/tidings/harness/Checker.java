package dev.tidings.harness;

import dev.tidings.harness.Ledger.Edit;
import dev.tidings.harness.Ledger.Outcome;
import dev.tidings.harness.Ledger.Post;
import dev.tidings.harness.Ledger.Reader;
import dev.tidings.harness.Ledger.Track;
import dev.tidings.harness.LogDump.Row;
import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a ledger with the log that the run left behind. Every sentence it returns is a broken
 * promise.
 */
public final class Checker {
  private final Ledger ledger;
  private final LogDump dump;
  private final Map<EventId, Row> byId;
  private final Map<String, List<Row>> byNotice;
  private final Set<String> retracted;
  private final List<String> violations = new ArrayList<>();

  public Checker(Ledger ledger, LogDump dump) {
    this.ledger = ledger;
    this.dump = dump;
    this.byId = dump.rows().stream().collect(Collectors.toMap(Row::id, Function.identity()));
    this.byNotice =
        dump.rows().stream().collect(Collectors.groupingBy(row -> String.valueOf(row.noticeId())));
    this.retracted =
        dump.rows().stream()
            .filter(Row::isRetraction)
            .map(row -> String.valueOf(row.noticeId()))
            .collect(Collectors.toSet());
  }

  /**
   * What was found.
   *
   * @param edits changes and retractions that were answered 200
   * @param expected events that the clients were to get, all together
   * @param received those that they got, each counted once
   */
  public record Verdict(
      int posted,
      long unknown,
      int edits,
      long expected,
      long received,
      long deliveries,
      long connections,
      long resets,
      List<String> violations) {}

  public Verdict verdict() {
    checkPosts();
    ledger.edits().forEach(this::check);
    checkNumbers();
    checkAgreement();
    long expected = 0;
    long received = 0;
    for (Reader reader : ledger.readers()) {
      var check = new ReaderCheck(ledger, dump, byId, reader);
      violations.addAll(check.violations());
      expected += check.expected();
      received += check.received();
    }
    return new Verdict(
        ledger.posts().size(),
        ledger.posts().stream().filter(post -> post.outcome() == Outcome.UNKNOWN).count(),
        ledger.edits().size(),
        expected,
        received,
        tracks().mapToLong(track -> track.sightings().size()).sum(),
        tracks().filter(Track::wasServed).count(),
        tracks().mapToLong(track -> track.resets().size()).sum(),
        List.copyOf(violations));
  }

  private Stream<Track> tracks() {
    return ledger.readers().stream().flatMap(reader -> reader.tracks().stream());
  }

  private void checkPosts() {
    var stored = new HashMap<String, Integer>();
    dump.titles().values().forEach(title -> stored.merge(title, 1, Integer::sum));
    ledger.posts().forEach(post -> check(post, stored.getOrDefault(post.title(), 0)));
  }

  /** Answered 201: in the log once, as answered. Refused: not there. Otherwise once at most. */
  private void check(Post post, int stored) {
    if (stored > 1 || (stored > 0 && post.outcome() == Outcome.FAILED)) {
      violations.add(post.title() + ", " + post.outcome() + ", is stored " + stored + " times");
    }
    if (post.outcome() != Outcome.OK) {
      return;
    }
    if (!dump.titles().containsKey(post.noticeId())) {
      violations.add(post.title() + ", which was answered 201, is not stored");
    }
    Row row = byId.get(EventId.parse(post.eventId()));
    if (row == null || !post.noticeId().equals(row.noticeId())) {
      violations.add(post.title() + " was answered " + post.eventId() + ", which the log lacks");
    }
    if (rowsOf(post.noticeId(), "notice").count()
        != (retracted.contains(post.noticeId()) ? 0 : 1)) {
      violations.add(post.title() + " is not in the log once");
    }
  }

  /** Answered 200: the log tells of it, or of a retraction. */
  private void check(Edit edit) {
    String revision = "\"revision\":" + edit.revision() + ",";
    boolean isThere =
        retracted.contains(edit.noticeId())
            || (!edit.retraction()
                && rowsOf(edit.noticeId(), "notice-updated")
                    .anyMatch(row -> row.payload().contains(revision)));
    if (!isThere) {
      violations.add("the log does not tell of " + edit);
    }
  }

  private Stream<Row> rowsOf(String noticeId, String kind) {
    return byNotice.getOrDefault(noticeId, List.of()).stream()
        .filter(row -> row.kind().equals(kind));
  }

  private void checkNumbers() {
    EventId previous = new EventId(0, 0);
    for (Row row : dump.rows()) {
      if (row.id().seq() != previous.seq() + 1 || row.id().epoch() < previous.epoch()) {
        violations.add("the log has " + row.id() + " after " + previous);
        return;
      }
      previous = row.id();
    }
  }

  private void checkAgreement() {
    ledger.disagreements().stream().limit(5).forEach(violations::add);
    ledger
        .contents()
        .forEach(
            (id, content) -> {
              if (!isOfLog(byId.get(id), content)) {
                violations.add("a client was shown " + id + ", which is not the log's: " + content);
              }
            });
  }

  private boolean isOfLog(@Nullable Row row, String content) {
    if (row == null) {
      return false;
    }
    return row.isErased()
        ? retracted.contains(String.valueOf(row.noticeId()))
        : row.payload().equals(content);
  }
}
