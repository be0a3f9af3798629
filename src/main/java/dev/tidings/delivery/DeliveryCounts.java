package dev.tidings.delivery;

import dev.tidings.delivery.StreamStart.Reason;

/** What this server has handed to streams and polls since it started. Any thread. */
final class DeliveryCounts {
  /** Where a page of events was taken from, in the order in which they are asked. */
  enum Source {
    MEMORY,
    REDIS,
    DATABASE
  }

  private final Tally<Source> pages = new Tally<>(Source.class);
  private final Tally<Source> events = new Tally<>(Source.class);
  private final Tally<Reason> resets = new Tally<>(Reason.class);

  /** Reads of some events. */
  Tally<Source> pages() {
    return pages;
  }

  /** Events that their audience may see. */
  Tally<Source> events() {
    return events;
  }

  /** Positions that could not be continued. */
  Tally<Reason> resets() {
    return resets;
  }
}
