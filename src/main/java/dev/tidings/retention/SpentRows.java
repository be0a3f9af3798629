package dev.tidings.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that whoever wrote them does not look at any more after a time of their own. They were dated
 * by the servers' clocks, so they stay an hour longer.
 */
@Configuration
class SpentRows {
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  @Bean
  OldRows oldIdempotencyKeys(JdbcClient jdbc, JdbcTemplate batches) {
    return new Table(
        jdbc,
        batches,
        "idempotency-keys",
        Duration.ofDays(7),
        "select caller, idem_key from idempotency_key where created_at < :before limit :n",
        "delete from idempotency_key where caller = ? and idem_key = ?");
  }

  @Bean
  OldRows spentTickets(JdbcClient jdbc, JdbcTemplate batches) {
    return new Table(
        jdbc,
        batches,
        "stream-tickets",
        Duration.ZERO,
        "select ticket_hash from stream_ticket where expires_at < :before limit :n",
        "delete from stream_ticket where ticket_hash = ?");
  }

  @Bean
  OldRows endedRevocations(JdbcClient jdbc, JdbcTemplate batches) {
    return new Table(
        jdbc,
        batches,
        "revocations",
        Duration.ZERO,
        "select id from revocation where forget_at < :before limit :n",
        "delete from revocation where id = ?");
  }

  /**
   * @param kept how long after the time in the row
   * @param find their keys
   * @param delete one, by its key
   */
  private record Table(
      JdbcClient jdbc, JdbcTemplate batches, String name, Duration kept, String find, String delete)
      implements OldRows {
    @Override
    public int remove(Instant now, int limit) {
      List<Object[]> keys =
          jdbc.sql(find)
              .param("before", now.minus(kept).minus(CLOCKS_DIFFER).atOffset(ZoneOffset.UTC))
              .param("n", limit)
              .query((row, n) -> values(row))
              .list();
      batches.batchUpdate(delete, keys);
      return keys.size();
    }

    private static Object[] values(ResultSet row) throws SQLException {
      var values = new Object[row.getMetaData().getColumnCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getObject(i + 1);
      }
      return values;
    }
  }
}
