package dev.tidings.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where in the log the notices begin that are younger than some time. */
@Component
class YoungNotices {
  /**
   * The first ones, as one of them may have been made news again, with a number that is far higher
   * than that of its publication.
   */
  private static final String FIRST =
      """
      select min(event_seq) from (
        select event_seq from notice
        where published_at >= :since and event_seq is not null
        order by published_at
        limit 100
      ) s
      """;

  private final JdbcClient jdbc;

  YoungNotices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A number of the log, about that of the first event since then.
   *
   * @return above every number when nothing was published since
   */
  long begin(Instant since) {
    return jdbc.sql(FIRST)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .optional()
        .orElse(Long.MAX_VALUE);
  }
}
