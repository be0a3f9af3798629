package dev.tidings.chaos;

import dev.tidings.harness.Ledger;
import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long after its 201 a notice was seen, and what was broken when it was posted. */
final class Delays {
  private static final long AFTERMATH_NANOS = 5_000_000_000L;
  private static final String NOTHING = "(nothing broken)";

  private final Map<String, long[]> longest = new TreeMap<>();
  private final List<Ledger.Spell> spells;
  private final long[] all;
  private @Nullable Wait worst;

  /** How long a client waited for a notice, from its 201 on. */
  private record Wait(Ledger.Reader reader, EventId id, long from, long lasting) {
    /** What happened meanwhile, and in the seconds before, in seconds from the 201. */
    String story(List<Ledger.Spell> spells) {
      var steps = new TreeMap<Double, String>();
      steps.put(0.0, id + " is posted");
      steps.put(lasting / 1e9, "has it");
      for (var incident : reader.incidents()) {
        if (isNear(incident.time(), incident.time())) {
          steps.put((incident.time() - from) / 1e9, incident.what());
        }
      }
      for (var spell : spells) {
        if (isNear(spell.from(), spell.to())) {
          steps.put((spell.from() - from) / 1e9, "[" + spell.fault());
          steps.put((spell.to() - from) / 1e9, spell.fault() + "]");
        }
      }
      var text = new StringBuilder("%nThe longest wait, of %s:".formatted(reader.user()));
      steps.forEach((time, what) -> text.append("%n%+6.1f s  %s".formatted(time, what)));
      return text.toString();
    }

    private boolean isNear(long start, long end) {
      return end >= from - AFTERMATH_NANOS && start <= from + lasting;
    }
  }

  Delays(Ledger ledger) {
    var posted = new HashMap<EventId, Long>();
    for (var post : ledger.posts()) {
      if (post.outcome() == Ledger.Outcome.OK) {
        posted.put(EventId.parse(post.eventId()), post.answered());
      }
    }
    this.spells = ledger.spells();
    var delays = new ArrayList<Long>();
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
            if (worst == null || delay > worst.lasting()) {
              worst = new Wait(reader, sighting.id(), answered, delay);
            }
            blame(answered, answered + delay, delay);
          }
        }
      }
    }
    this.all = delays.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** Every fault that was on while it was under way, or had just ended when it was posted. */
  private void blame(long answered, long seen, long delay) {
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
    return worst == null ? text.toString() : text + worst.story(spells);
  }
}
