package dev.tidings.chaos;

import java.util.EnumSet;
import java.util.Set;

/** What breaks. */
enum Fault {
  SERVER_KILLED(Part.SERVER),
  SERVER_RESTARTED(Part.SERVER),
  SERVER_FROZEN(Part.SERVER),
  SERVER_CUT_FROM_REDIS(Part.SERVER),
  REDIS_FROZEN(Part.REDIS),
  REDIS_RESTARTED_EMPTY(Part.REDIS),
  REDIS_FLUSHED(Part.REDIS),
  STREAM_TRIMMED(Part.REDIS),
  STREAM_WITH_A_HOLE(Part.REDIS),
  JUNK_IN_THE_STREAM(Part.REDIS),
  FAILOVER_THAT_LOSES_600_MS(Part.REDIS),
  SPLIT_BRAIN(Part.REDIS),
  DATABASE_CONNECTIONS_CUT(Part.DATABASE),
  DATABASE_AWAY(Part.DATABASE),
  CLIENTS_CUT(Part.CLIENTS),
  CLIENTS_HALF_OPEN(Part.CLIENTS),
  CLIENTS_STAY_AWAY(Part.CLIENTS),
  REPLIES_TO_POSTS_DROPPED(Part.POSTERS);

  /** Those that a run of half a minute has time for. */
  static final Set<Fault> QUICK = EnumSet.complementOf(EnumSet.of(SERVER_RESTARTED));

  private final Part part;

  Fault(Part part) {
    this.part = part;
  }

  /** Faults of the same part are not done at the same time. */
  Part part() {
    return part;
  }

  enum Part {
    SERVER,
    REDIS,
    DATABASE,
    CLIENTS,
    POSTERS
  }
}
