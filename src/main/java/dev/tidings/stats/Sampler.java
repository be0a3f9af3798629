package dev.tidings.stats;

import dev.tidings.log.LogReader;
import dev.tidings.stats.NoticeStats.Sample;
import dev.tidings.stream.NoticeReach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts notices now and then after something happened to them, and keeps what it found. */
@Component
class Sampler {
  /** Counting one of a million readers takes a tenth of a second. */
  private static final int MOST = 20;

  private final NoticeReach reach;
  private final StatsNotices notices;
  private final NoticeCounts counts;
  private final Samples samples;
  private final LogReader log;
  private final StatsProperties properties;
  private final Clock clock;

  Sampler(
      NoticeReach reach,
      StatsNotices notices,
      NoticeCounts counts,
      Samples samples,
      LogReader log,
      StatsProperties properties,
      Clock clock) {
    this.reach = reach;
    this.notices = notices;
    this.counts = counts;
    this.samples = samples;
    this.log = log;
    this.properties = properties;
    this.clock = clock;
  }

  /** Something happened to the notice: it is to be counted, soon if it is young. */
  void changed(UUID notice) {
    Instant now = clock.instant();
    Duration tenth = Samples.stretch(age(notice, now)).dividedBy(10);
    Duration pause = tenth.compareTo(properties.every()) > 0 ? tenth : properties.every();
    reach.lookAt(notice, now.plus(pause));
  }

  /** Counts some of those whose time has come. */
  void sample() {
    var due = reach.takeDue(clock.instant(), MOST);
    if (due.isEmpty()) {
      return;
    }
    Instant now = log.time();
    for (StatsNotice notice : notices.find(due)) {
      var sample =
          new Sample(
              now,
              counts.reached(notice).count(),
              counts.read(notice).count(),
              counts.archived(notice).count());
      samples.put(notice.id(), sample, Samples.stretch(age(notice.id(), now)));
    }
  }

  /** A UUIDv7 begins with the milliseconds at which it was made. */
  private static Duration age(UUID notice, Instant now) {
    return Duration.between(Instant.ofEpochMilli(notice.getMostSignificantBits() >>> 16), now);
  }
}
