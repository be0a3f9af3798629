package dev.tidings.chaos;

import dev.tidings.harness.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of what each phase of a deploy cost. */
record DeployReport(
    List<Phase> phases,
    List<LoadBalancer.Choice> choices,
    List<LoadMeter.Reading> readings,
    Ledger ledger) {
  private static final double SECOND = 1e9;

  /**
   * A part of the run, in {@link System#nanoTime}.
   *
   * @param restarted the server that was restarted in it; null when none was
   */
  record Phase(String name, @Nullable Node restarted, long from, long to) {
    boolean covers(long time) {
      return time >= from && time < to;
    }
  }

  /** The pages that servers took from Redis or the database while others were restarted. */
  double pagesNotFromMemory() {
    return phases.stream()
        .mapToDouble(phase -> pages(phase, "redis") + pages(phase, "database"))
        .sum();
  }

  @Override
  public String toString() {
    var text =
        new StringBuilder(
            ("| phase | seconds | connections a second: median, most | to other servers"
                    + " | Redis commands a second: median, most"
                    + " | Redis, %% of a core: median, most"
                    + " | database transactions a second: median, most"
                    + " | pages from memory, Redis, database | longest delay |%n"
                    + "|---|---|---|---|---|---|---|---|---|")
                .formatted());
    for (Phase phase : phases) {
      text.append(
          "%n| %s | %.0f | %s | %s | %s | %s | %s | %.0f, %.0f, %.0f | %.1f s |"
              .formatted(
                  phase.name(),
                  (phase.to() - phase.from()) / SECOND,
                  middleAndMost(arrivals(phase)),
                  toOthers(phase),
                  middleAndMost(rates(phase, LoadMeter.Reading::redisCommands)),
                  middleAndMost(rates(phase, reading -> 100 * reading.redisSeconds())),
                  middleAndMost(rates(phase, LoadMeter.Reading::transactions)),
                  pages(phase, "memory"),
                  pages(phase, "redis"),
                  pages(phase, "database"),
                  longestDelay(phase)));
    }
    return text.toString();
  }

  /** Connections in each second in which there was one. */
  private List<Double> arrivals(Phase phase) {
    var counts = new HashMap<Long, Double>();
    inPhase(phase)
        .forEach(
            choice ->
                counts.merge((choice.time() - phase.from()) / 1_000_000_000, 1.0, Double::sum));
    return List.copyOf(counts.values());
  }

  private String toOthers(Phase phase) {
    long all = inPhase(phase).count();
    long others = inPhase(phase).filter(choice -> choice.node() != phase.restarted()).count();
    return all == 0 || phase.restarted() == null ? "–" : "%d of %d".formatted(others, all);
  }

  private Stream<LoadBalancer.Choice> inPhase(Phase phase) {
    return choices.stream().filter(choice -> phase.covers(choice.time()));
  }

  private List<Double> rates(Phase phase, ToDoubleFunction<LoadMeter.Reading> total) {
    var rates = new ArrayList<Double>();
    for (int i = 1; i < readings.size(); i++) {
      LoadMeter.Reading before = readings.get(i - 1);
      LoadMeter.Reading now = readings.get(i);
      if (phase.covers(now.time())) {
        double seconds = (now.time() - before.time()) / SECOND;
        rates.add((total.applyAsDouble(now) - total.applyAsDouble(before)) / seconds);
      }
    }
    return rates;
  }

  private double pages(Phase phase, String source) {
    List<Double> totals =
        readings.stream()
            .filter(reading -> phase.covers(reading.time()))
            .map(reading -> reading.pages().getOrDefault(source, 0.0))
            .toList();
    return totals.isEmpty() ? 0 : totals.getLast() - totals.getFirst();
  }

  private double longestDelay(Phase phase) {
    var answered = new HashMap<String, Long>();
    ledger.posts().stream()
        .filter(post -> phase.covers(post.answered()))
        .forEach(post -> answered.put(post.noticeId(), post.answered()));
    return ledger.readers().stream()
            .flatMap(reader -> reader.tracks().stream())
            .flatMap(track -> track.sightings().stream())
            .filter(sighting -> answered.containsKey(sighting.noticeId()))
            .mapToLong(sighting -> sighting.time() - answered.get(sighting.noticeId()))
            .max()
            .orElse(0)
        / SECOND;
  }

  private static String middleAndMost(List<Double> values) {
    if (values.isEmpty()) {
      return "–";
    }
    List<Double> sorted = values.stream().sorted().toList();
    return "%.0f, %.0f".formatted(sorted.get(sorted.size() / 2), sorted.getLast());
  }
}
