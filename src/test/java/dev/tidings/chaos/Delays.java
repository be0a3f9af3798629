package dev.tidings.chaos;

import dev.tidings.harness.Ledger;
import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long after its 201 a notice was seen, and what was broken when it was posted. */
final class Delays {
  private static final long AFTERMATH_NANOS = 5_000_000_000L;
  private static final String NOTHING = "(nothing broken)";

  private final Map<String, long[]> longest = new TreeMap<>();
  private final long[] all;

  Delays(Ledger ledger) {
    var posted = new HashMap<EventId, Long>();
    for (var post : ledger.posts()) {
      if (post.outcome() == Ledger.Outcome.OK) {
        posted.put(EventId.parse(post.eventId()), post.answered());
      }
    }
    var delays = new ArrayList<Long>();
    List<Ledger.Spell> spells = ledger.spells();
    for (var reader : ledger.readers()) {
      if (!reader.isPunctual()) {
        continue;
      }
      for (var track : reader.tracks()) {
        for (var sighting : track.sightings()) {
          Long answered = posted.get(sighting.id());
          if (answered != null) {
            long delay = Math.max(0, sighting.time() - answered);
            delays.add(delay);
            blame(spells, answered, answered + delay, delay);
          }
        }
      }
    }
    this.all = delays.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** Every fault that was on while it was under way, or had just ended when it was posted. */
  private void blame(List<Ledger.Spell> spells, long answered, long seen, long delay) {
    boolean broken = false;
    for (var spell : spells) {
      if (seen >= spell.from() && answered <= spell.to() + AFTERMATH_NANOS) {
        note(spell.fault(), delay);
        broken = true;
      }
    }
    if (!broken) {
      note(NOTHING, delay);
    }
  }

  private void note(String fault, long delay) {
    long[] row = longest.computeIfAbsent(fault, name -> new long[2]);
    row[0]++;
    row[1] = Math.max(row[1], delay);
  }

  /** The delay that such a part of all stayed below, in milliseconds. */
  double millis(double part) {
    return all.length == 0 ? 0 : all[(int) Math.min(all.length - 1, all.length * part)] / 1e6;
  }

  @Override
  public String toString() {
    var text =
        new StringBuilder("| fault | deliveries | longest delay |%n|---|---|---|".formatted());
    longest.forEach(
        (fault, row) ->
            text.append("%n| %s | %d | %.1f s |".formatted(fault, row[0], row[1] / 1e9)));
    return text.toString();
  }
}
