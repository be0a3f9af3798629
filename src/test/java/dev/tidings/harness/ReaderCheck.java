package dev.tidings.harness;

import dev.tidings.harness.Ledger.Reader;
import dev.tidings.harness.Ledger.Sighting;
import dev.tidings.harness.Ledger.Track;
import dev.tidings.harness.LogDump.Row;
import dev.tidings.notice.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one client was shown, compared with the log. */
final class ReaderCheck {
  /** A server that can't be reached learns of a retraction late, and so does its client. */
  private static final long GRACE_NANOS = Duration.ofSeconds(15).toNanos();

  private final LogDump dump;
  private final Reader reader;
  private final Map<EventId, Row> rows;

  /** Of notices, also of those whose rows were erased. */
  private final Map<String, List<String>> audiences = new HashMap<>();

  private final Map<String, Long> retractions = new HashMap<>();
  private final Set<EventId> shown = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private long expected;
  private long received;

  ReaderCheck(Ledger ledger, LogDump dump, Map<EventId, Row> rows, Reader reader) {
    this.dump = dump;
    this.rows = rows;
    this.reader = reader;
    ledger.posts().forEach(post -> audiences.put(post.noticeId(), post.audience()));
    ledger.edits().stream()
        .filter(Ledger.Edit::retraction)
        .forEach(edit -> retractions.put(edit.noticeId(), edit.answered()));
  }

  long expected() {
    return expected;
  }

  long received() {
    return received;
  }

  /** Every sentence it returns is a broken promise. */
  List<String> violations() {
    var once = new HashSet<String>();
    for (Track track : reader.tracks()) {
      checkOrder(track);
      for (Sighting sighting : track.sightings()) {
        shown.add(sighting.id());
        if (!once.add(sighting.noticeId() + "/" + sighting.revision())) {
          violations.add(reader.user() + " got a revision twice, again as " + sighting.id());
        }
        checkRetraction(sighting);
      }
    }
    checkCompleteness();
    checkLeaks();
    return List.copyOf(violations);
  }

  private void checkOrder(Track track) {
    EventId last = track.resets().isEmpty() ? track.resumedFrom() : null;
    for (Sighting sighting : track.sightings()) {
      if (last != null && sighting.id().compareTo(last) <= 0) {
        violations.add(reader.user() + " got " + sighting.id() + " after " + last);
      }
      last = sighting.id();
    }
  }

  /** What is erased in the end was shown before its notice was retracted, or hardly later. */
  private void checkRetraction(Sighting sighting) {
    Row row = rows.get(sighting.id());
    Long retracted = retractions.get(sighting.noticeId());
    if (row != null
        && row.isErased()
        && retracted != null
        && sighting.time() > retracted + GRACE_NANOS) {
      violations.add(
          "%s got %s %d s after its retraction"
              .formatted(
                  reader.user(), sighting.id(), (sighting.time() - retracted) / 1_000_000_000));
    }
  }

  private void checkCompleteness() {
    List<Track> served = reader.tracks().stream().filter(Track::wasServed).toList();
    if (served.isEmpty()) {
      violations.add(reader.user() + " was never served");
      return;
    }
    EventId start = served.getFirst().started();
    EventId end = served.getLast().reached();
    var lost = new ArrayList<EventId>();
    for (Row row : dump.rows()) {
      boolean due = row.id().compareTo(start) > 0 && row.id().compareTo(end) <= 0;
      if (due && row.isForUsers() && reader.sees(row.audience())) {
        expected++;
        if (shown.contains(row.id()) || isInInbox(row) || wasReset(row)) {
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
  }

  private boolean isInInbox(Row row) {
    return row.noticeId() != null && reader.fromInbox().contains(row.noticeId());
  }

  /** A retracted notice is not in the inbox that a reset makes a client show instead. */
  private boolean wasReset(Row row) {
    return row.isRetraction()
        && reader.tracks().stream().anyMatch(track -> track.wasResetBeyond(row.id()));
  }

  private void checkLeaks() {
    long leaked = shown.stream().filter(id -> !isForReader(rows.get(id))).count();
    if (leaked > 0) {
      violations.add(reader.user() + " was shown " + leaked + " of others");
    }
    Set<String> mine =
        dump.rows().stream()
            .filter(this::isForReader)
            .map(row -> String.valueOf(row.noticeId()))
            .collect(Collectors.toSet());
    long foreign = reader.fromInbox().stream().filter(id -> !mine.contains(id)).count();
    if (foreign > 0) {
      violations.add(reader.user() + " has " + foreign + " of others in the inbox");
    }
  }

  private boolean isForReader(@Nullable Row row) {
    if (row == null) {
      return false;
    }
    return row.isErased()
        ? reader.sees(audiences.getOrDefault(String.valueOf(row.noticeId()), List.of()))
        : row.isForUsers() && reader.sees(row.audience());
  }
}
