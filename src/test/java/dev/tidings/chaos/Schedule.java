package dev.tidings.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when, drawn from a seed: each once in random order, and then any.
 *
 * @param steps by time
 */
record Schedule(long seed, List<Step> steps) {
  /**
   * One fault.
   *
   * @param at after the start of the run
   * @param draw decides which server or client it is
   */
  record Step(Duration at, Fault fault, int draw) {}

  static Schedule draw(long seed, Duration lasting, Duration apart, List<Fault> faults) {
    var random = new Random(seed);
    var order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    var steps = new ArrayList<Step>();
    Duration at = Duration.ofSeconds(2);
    while (!faults.isEmpty() && at.compareTo(lasting) < 0) {
      Fault fault =
          steps.size() < order.size()
              ? order.get(steps.size())
              : faults.get(random.nextInt(faults.size()));
      steps.add(new Step(at, fault, random.nextInt(1_000_000)));
      at = at.plusMillis(apart.toMillis() / 2 + random.nextLong(apart.toMillis() + 1));
    }
    return new Schedule(seed, List.copyOf(steps));
  }

  @Override
  public String toString() {
    var text = new StringBuilder("schedule of seed " + seed + ":");
    for (Step step : steps) {
      text.append(
          "%n  %6.1f s  %s (%d)".formatted(step.at().toMillis() / 1e3, step.fault(), step.draw()));
    }
    return text.toString();
  }
}
