package dev.tidings.harness;

import dev.tidings.harness.Ledger.Outcome;
import dev.tidings.harness.Ledger.Reader;
import dev.tidings.harness.Ledger.Sighting;
import dev.tidings.harness.Ledger.Track;
import dev.tidings.harness.LogDump.Row;
import dev.tidings.notice.EventId;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a ledger with the log that the run left behind. Every sentence it returns is a broken
 * promise.
 */
public final class Checker {
  private final Ledger ledger;
  private final List<Row> rows;
  private final Map<EventId, Row> byId;
  private final Set<String> retracted;
  private final List<String> titles;
  private final List<String> violations = new ArrayList<>();
  private long expected;
  private long received;
  private long resets;

  public Checker(Ledger ledger, LogDump dump) {
    this.ledger = ledger;
    this.rows = dump.rows();
    this.titles = dump.titles();
    this.byId = rows.stream().collect(Collectors.toMap(Row::id, Function.identity()));
    this.retracted =
        rows.stream()
            .filter(row -> row.kind().equals("notice-retracted"))
            .map(Row::noticeId)
            .collect(Collectors.toSet());
  }

  /**
   * What was found.
   *
   * @param expected events that the clients were to get, all together
   * @param received those that they got, each counted once
   */
  public record Verdict(
      int posted,
      long unknown,
      long expected,
      long received,
      long deliveries,
      long connections,
      long resets,
      List<String> violations) {}

  public Verdict verdict() {
    checkPosts();
    checkNumbers();
    checkAgreement();
    ledger.readers().forEach(this::check);
    return new Verdict(
        ledger.posts().size(),
        ledger.posts().stream().filter(post -> post.outcome() == Outcome.UNKNOWN).count(),
        expected,
        received,
        tracks().mapToLong(track -> track.sightings().size()).sum(),
        tracks().filter(Track::wasServed).count(),
        resets,
        List.copyOf(violations));
  }

  private java.util.stream.Stream<Track> tracks() {
    return ledger.readers().stream().flatMap(reader -> reader.tracks().stream());
  }

  /** Answered 201: in the log once, as answered. Refused: not there. Otherwise once at most. */
  private void checkPosts() {
    var stored = new HashMap<String, Integer>();
    titles.forEach(title -> stored.merge(title, 1, Integer::sum));
    var events = new HashMap<String, Integer>();
    rows.stream()
        .filter(row -> row.kind().equals("notice"))
        .forEach(row -> events.merge(String.valueOf(row.noticeId()), 1, Integer::sum));
    for (var post : ledger.posts()) {
      int count = stored.getOrDefault(post.title(), 0);
      boolean ok = post.outcome() == Outcome.OK;
      if (count > 1 || (ok && count == 0) || (post.outcome() == Outcome.FAILED && count > 0)) {
        violations.add(post.title() + ", " + post.outcome() + ", is stored " + count + " times");
      }
      Row row = ok ? byId.get(EventId.parse(post.eventId())) : null;
      if (ok && (row == null || !post.noticeId().equals(row.noticeId()))) {
        violations.add(post.title() + " was answered " + post.eventId() + ", which the log lacks");
      }
      if (ok && events.getOrDefault(post.noticeId(), 0) != 1) {
        violations.add(post.title() + " is not in the log once");
      }
    }
  }

  private void checkNumbers() {
    EventId previous = new EventId(0, 0);
    for (Row row : rows) {
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
              Row row = byId.get(id);
              if (row == null || !row.payload().equals(content)) {
                violations.add("a client was shown " + id + ", which is not the log's: " + content);
              }
            });
  }

  private void check(Reader reader) {
    var shown = new HashSet<EventId>();
    var once = new HashSet<String>();
    for (Track track : reader.tracks()) {
      checkOrder(reader, track);
      for (Sighting sighting : track.sightings()) {
        shown.add(sighting.id());
        if (!once.add(sighting.noticeId() + "/" + sighting.revision())) {
          violations.add(reader.user() + " got a revision twice, again as " + sighting.id());
        }
      }
      resets += track.resets().size();
    }
    checkCompleteness(reader, shown);
  }

  private void checkOrder(Reader reader, Track track) {
    EventId last = track.resumedFrom();
    if (!track.resets().isEmpty()) {
      last = null;
    }
    for (Sighting sighting : track.sightings()) {
      if (last != null && sighting.id().compareTo(last) <= 0) {
        violations.add(reader.user() + " got " + sighting.id() + " after " + last);
      }
      last = sighting.id();
    }
  }

  private void checkCompleteness(Reader reader, Set<EventId> shown) {
    List<Track> served = reader.tracks().stream().filter(Track::wasServed).toList();
    if (served.isEmpty()) {
      violations.add(reader.user() + " was never served");
      return;
    }
    EventId start = served.getFirst().started();
    EventId end = served.getLast().reached();
    var lost = new ArrayList<EventId>();
    var visible = new HashSet<EventId>();
    for (Row row : rows) {
      if (!row.isForUsers() || !reader.sees(row.audience())) {
        continue;
      }
      visible.add(row.id());
      boolean due = row.id().compareTo(start) > 0 && row.id().compareTo(end) <= 0;
      if (due && !retracted.contains(row.noticeId())) {
        expected++;
        if (shown.contains(row.id()) || isInInbox(reader, row)) {
          received++;
        } else {
          lost.add(row.id());
        }
      }
    }
    if (!lost.isEmpty()) {
      violations.add(
          reader.user() + " lost " + lost.size() + ": " + lost.stream().limit(5).toList());
    }
    long leaked = shown.stream().filter(id -> !visible.contains(id)).count();
    if (leaked > 0) {
      violations.add(reader.user() + " was shown " + leaked + " of others");
    }
    Set<String> mine =
        rows.stream()
            .filter(row -> visible.contains(row.id()))
            .map(row -> String.valueOf(row.noticeId()))
            .collect(Collectors.toSet());
    long foreign = reader.fromInbox().stream().filter(id -> !mine.contains(id)).count();
    if (foreign > 0) {
      violations.add(reader.user() + " has " + foreign + " of others in the inbox");
    }
  }

  private static boolean isInInbox(Reader reader, Row row) {
    return row.noticeId() != null && reader.fromInbox().contains(row.noticeId());
  }

  /** What stands in Redis is a run of the log up to its head, with the log's ids and contents. */
  public static List<String> checkStream(
      Ledger ledger, LogDump dump, List<StreamMessage<String, String>> entries) {
    Map<String, Row> log =
        dump.rows().stream().collect(Collectors.toMap(row -> row.id().toString(), row -> row));
    var found = new ArrayList<String>();
    @Nullable EventId previous = null;
    for (var entry : entries) {
      Row row = log.get(entry.getId());
      if (row == null || !row.payload().equals(entry.getBody().get("data"))) {
        found.add("the stream's entry " + entry.getId() + " is not the log's");
        return found;
      }
      if (previous != null && isHole(ledger, dump, previous.seq(), row.id().seq())) {
        found.add("the stream has a hole before " + entry.getId());
      }
      previous = row.id();
    }
    EventId head = dump.rows().isEmpty() ? null : dump.rows().getLast().id();
    if (head != null && !head.equals(previous) && !ledger.wasRemoved(head.toString())) {
      found.add("the stream ends at " + previous + ", the log at " + head);
    }
    return found;
  }

  private static boolean isHole(Ledger ledger, LogDump dump, long before, long after) {
    for (long seq = before + 1; seq < after; seq++) {
      if (!ledger.wasRemoved(dump.rows().get((int) seq - 1).id().toString())) {
        return true;
      }
    }
    return false;
  }
}
