package dev.tidings.harness;

import dev.tidings.harness.LogDump.Row;
import dev.tidings.notice.EventId;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in Redis is a run of the log up to its head, with the log's ids and contents. */
public final class StreamCheck {
  private final Ledger ledger;
  private final LogDump dump;
  private final List<String> found = new ArrayList<>();

  private StreamCheck(Ledger ledger, LogDump dump) {
    this.ledger = ledger;
    this.dump = dump;
  }

  /** Every sentence it returns is a broken promise. */
  public static List<String> violations(
      Ledger ledger, LogDump dump, List<StreamMessage<String, String>> entries) {
    var check = new StreamCheck(ledger, dump);
    check.compare(entries);
    return List.copyOf(check.found);
  }

  private void compare(List<StreamMessage<String, String>> entries) {
    Map<String, Row> log =
        dump.rows().stream().collect(Collectors.toMap(row -> row.id().toString(), row -> row));
    @Nullable EventId previous = null;
    for (var entry : entries) {
      Row row = log.get(entry.getId());
      if (row == null || !row.payload().equals(entry.getBody().get("data"))) {
        found.add("the stream's entry " + entry.getId() + " is not the log's");
        if (row == null) {
          return; // nothing after it can be compared
        }
      }
      if (previous != null && isHole(previous.seq(), row.id().seq())) {
        found.add("the stream has a hole before " + entry.getId());
      }
      previous = row.id();
    }
    EventId head = dump.rows().isEmpty() ? null : dump.rows().getLast().id();
    if (head != null && !head.equals(previous) && !ledger.wasRemoved(head.toString())) {
      found.add("the stream ends at " + previous + ", the log at " + head);
    }
  }

  /** What was taken out on purpose or erased by a retraction leaves none. */
  private boolean isHole(long before, long after) {
    for (long seq = before + 1; seq < after; seq++) {
      Row row = dump.rows().get((int) seq - 1);
      if (!row.isErased() && !ledger.wasRemoved(row.id().toString())) {
        return true;
      }
    }
    return false;
  }
}
