package dev.tidings.stats;

import dev.tidings.stats.NoticeStats.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was counted of notices, one row for each stretch of time in which something changed. */
@Repository
class Samples {
  private final JdbcClient jdbc;

  Samples(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How long a stretch is: a minute in a notice's first hour, and longer the older it is, so that
   * half a year makes some hundred rows.
   */
  static Duration stretch(Duration age) {
    if (age.toHours() < 1) {
      return Duration.ofMinutes(1);
    }
    if (age.toDays() < 1) {
      return Duration.ofMinutes(10);
    }
    return age.toDays() < 14 ? Duration.ofHours(1) : Duration.ofDays(1);
  }

  /** Oldest first. */
  List<Sample> of(UUID notice) {
    return jdbc.sql(
            "select begins_at, reached, has_read, archived from notice_sample"
                + " where notice_id = :notice order by begins_at")
        .param("notice", notice)
        .query(
            (row, n) ->
                new Sample(
                    row.getTimestamp(1).toInstant(),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4)))
        .list();
  }

  /** The most that were ever reached; what counts them in Redis may be gone. */
  long mostReached(UUID notice) {
    return jdbc.sql("select coalesce(max(reached), 0) from notice_sample where notice_id = :notice")
        .param("notice", notice)
        .query(Long.class)
        .single();
  }

  /** Writes what holds now into the stretch of now. */
  void put(UUID notice, Sample now, Duration stretch) {
    Instant begin =
        Instant.ofEpochSecond(
            now.at().getEpochSecond() / stretch.toSeconds() * stretch.toSeconds());
    String update =
        "update notice_sample set reached = :reached, has_read = :read, archived = :archived"
            + " where notice_id = :notice and begins_at = :begin";
    if (write(update, notice, begin, now) == 0) {
      String insert =
          "insert into notice_sample (notice_id, begins_at, reached, has_read, archived)"
              + " values (:notice, :begin, :reached, :read, :archived)";
      try {
        write(insert, notice, begin, now);
      } catch (DuplicateKeyException e) {
        write(update, notice, begin, now); // another server looked at it at the same moment
      }
    }
  }

  private int write(String sql, UUID notice, Instant begin, Sample now) {
    return jdbc.sql(sql)
        .param("notice", notice)
        .param("begin", begin.atOffset(ZoneOffset.UTC))
        .param("reached", now.onlineReached())
        .param("read", now.read())
        .param("archived", now.archived())
        .update();
  }
}
