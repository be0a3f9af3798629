package dev.tidings.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The revocations that a server reads when it starts. */
@Repository
class RevocationTable {
  private final JdbcClient jdbc;

  RevocationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Revocation> all(Instant now) {
    return jdbc.sql(
            "select token_id, username, issued_before, forget_at from revocation"
                + " where forget_at is null or forget_at > :now")
        .param("now", utc(now))
        .query(
            (row, number) ->
                new Revocation(
                    row.getString("token_id"),
                    row.getString("username"),
                    instant(row, "issued_before"),
                    instant(row, "forget_at")))
        .list();
  }

  /** Adds one, and takes away what it replaces and what is over. */
  void add(Revocation revocation, Instant now) {
    jdbc.sql("delete from revocation where forget_at < :now").param("now", utc(now)).update();
    jdbc.sql("delete from revocation where username = :user and issued_before <= :before")
        .param("user", revocation.user(), Types.VARCHAR)
        .param("before", utc(revocation.issuedBefore()), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
    jdbc.sql(
            "insert into revocation (id, token_id, username, issued_before, forget_at)"
                + " values (:id, :jti, :user, :before, :until)")
        .param("id", UUID.randomUUID())
        .param("jti", revocation.jti(), Types.VARCHAR)
        .param("user", revocation.user(), Types.VARCHAR)
        .param("before", utc(revocation.issuedBefore()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("until", utc(revocation.until()), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
