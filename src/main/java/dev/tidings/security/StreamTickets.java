package dev.tidings.security;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.tidings.log.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * One-use stand-ins for a token, for {@code EventSource}s of other origins: those can send neither
 * a header nor our cookie, and a token must not stand in a URL. They are in the database, and end
 * by its clock, as the server that made a ticket need not be the one that sees it.
 */
@Repository
class StreamTickets {
  /** Long enough to open a stream, too short for a URL found in some history. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          // A record's components are all there is to a caller; isAdmin() follows from them.
          .changeDefaultVisibility(seen -> seen.withIsGetterVisibility(Visibility.NONE))
          .build();

  private final JdbcClient jdbc;
  private final LogReader log;
  private final Clock clock;

  /**
   * @param clock for the tokens behind the tickets, which end by each server's own
   */
  StreamTickets(JdbcClient jdbc, LogReader log, Clock clock) {
    this.jdbc = jdbc;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A ticket that is good until {@code expiresAt}.
   *
   * @param ticket 43 URL-safe characters, a secret
   */
  record Ticket(String ticket, Instant expiresAt) {}

  /** Makes a ticket, and takes the expired ones away. */
  Ticket make(Caller caller) {
    Instant expiresAt = log.time().plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
    var ticket = new Ticket(RandomText.ofBytes(32), expiresAt);
    jdbc.sql("delete from stream_ticket where expires_at < current_timestamp").update();
    jdbc.sql(
            "insert into stream_ticket (ticket_hash, caller, expires_at)"
                + " values (:hash, :caller, :expires)")
        .param("hash", Sha256.of(ticket.ticket()))
        .param("caller", JSON.writeValueAsString(caller))
        .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
        .update();
    return ticket;
  }

  /**
   * Uses a ticket up. Of several that try at once, on whatever servers, one succeeds: the one whose
   * delete finds the row.
   *
   * @return who it stands for; null when it is unknown, used or expired, or its token has expired
   */
  @Nullable Caller use(String ticket) {
    String hash = Sha256.of(ticket);
    Caller caller =
        jdbc.sql(
                "select caller from stream_ticket"
                    + " where ticket_hash = :hash and expires_at > current_timestamp")
            .param("hash", hash)
            .query(String.class)
            .optional()
            .map(json -> JSON.readValue(json, Caller.class))
            .orElse(null);
    if (caller == null || !caller.expiresAt().isAfter(clock.instant())) {
      return null;
    }
    int deleted =
        jdbc.sql("delete from stream_ticket where ticket_hash = :hash")
            .param("hash", hash)
            .update();
    return deleted == 1 ? caller : null;
  }
}
