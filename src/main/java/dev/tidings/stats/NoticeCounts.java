package dev.tidings.stats;

import dev.tidings.stats.NoticeStats.Count;
import dev.tidings.stream.NoticeReach;
import dev.tidings.stream.NoticeReach.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what became of a notice, as it is now: in Redis and in the database. */
@Component
class NoticeCounts {
  private final NoticeReach reach;
  private final ReadCounts reads;
  private final Samples samples;

  NoticeCounts(NoticeReach reach, ReadCounts reads, Samples samples) {
    this.reach = reach;
    this.reads = reads;
    this.samples = samples;
  }

  /** By HyperLogLog, or what was counted before Redis lost it. */
  Count reached(StatsNotice notice) {
    long counted = reach.count(Kind.REACHED, notice.id()).orElse(0);
    return new Count(Math.max(counted, samples.mostReached(notice.id())), false);
  }

  /** Exact when it is known who sees the notice. */
  Count read(StatsNotice notice) {
    Long seq = notice.eventSeq();
    if (seq == null) {
      return new Count(0, true);
    }
    if (notice.isForAll()) {
      return new Count(reads.readByAll(seq), true);
    }
    List<String> users = notice.users();
    return notice.hasKnownAudience()
        ? new Count(reads.readBy(users, seq), true)
        : new Count(reach.count(Kind.READ, notice.id()).orElse(0), false);
  }

  Count archived(StatsNotice notice) {
    Long seq = notice.eventSeq();
    return new Count(seq == null ? 0 : reads.archived(seq), true);
  }
}
