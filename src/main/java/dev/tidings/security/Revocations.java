package dev.tidings.security;

import dev.tidings.log.EventLog;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which tokens are not accepted any more. Safe for use by many threads; asking takes no database.
 *
 * <p>Every server holds them in memory: the table when it starts, then what the control entries of
 * the log say. That is bounded: a token's revocation is dropped once the token has expired, and
 * there is at most one for each user.
 */
@Service
public class Revocations {
  /** A server that has not heard yet may renew a session meanwhile. */
  private static final Duration SPREADING = Duration.ofMinutes(1);

  private final RevocationTable table;
  private final EventLog log;
  private final Clock clock;
  private final Duration longestSession;
  private final Duration clockSkew;
  private final Map<String, Revocation> byToken = new ConcurrentHashMap<>();
  private final Map<String, Revocation> byUser = new ConcurrentHashMap<>();
  private volatile Instant lastSweep = Instant.EPOCH;

  Revocations(
      RevocationTable table, EventLog log, Clock clock, SessionSettings session, JwtSettings jwt) {
    this.table = table;
    this.log = log;
    this.clock = clock;
    this.longestSession = session.duration();
    this.clockSkew = jwt.clockSkew();
    load();
  }

  /** Whether the caller's token was revoked, as far as this server has heard. */
  public boolean isRevoked(Caller caller) {
    Revocation ofToken = byToken.get(caller.tokenId());
    Revocation ofUser = byUser.get(caller.user());
    return (ofToken != null && ofToken.matches(caller))
        || (ofUser != null && ofUser.matches(caller));
  }

  /**
   * Revokes the caller's token and its renewals, on every server: here when the transaction
   * commits, elsewhere when the log's entry is read.
   */
  @Transactional
  public Revocation revokeToken(Caller caller) {
    var revocation = Revocation.ofToken(caller.tokenId(), lastUse(caller.expiresAt()));
    return revoke(revocation, List.of(AudienceKey.user(caller.user())));
  }

  /** When a token has expired on every server, and so have its renewals up to now. */
  private Instant lastUse(Instant expiresAt) {
    Instant lastExpiry = later(expiresAt, clock.instant().plus(longestSession));
    return lastExpiry.plus(clockSkew).plus(SPREADING);
  }

  /**
   * Revokes a token that is only known by its id.
   *
   * @param jti the token's {@code jti}, else its SHA-256 in hexadecimal digits
   * @param expiresAt the token's {@code exp}, so that the revocation can be forgotten then; null
   *     when nobody knows it: it is kept for good
   */
  @Transactional
  public Revocation revokeToken(String jti, @Nullable Instant expiresAt) {
    Instant until = expiresAt == null ? null : lastUse(expiresAt);
    return revoke(Revocation.ofToken(jti, until), List.of());
  }

  /** Revokes all tokens of a user that were issued up to now, and those without {@code iat}. */
  @Transactional
  public Revocation revokeUser(String user) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Revocation last = byUser.get(user);
    Instant issuedBefore = last == null ? now : later(now, firstSecondAfter(last));
    return revoke(Revocation.ofUser(user, issuedBefore), List.of(AudienceKey.user(user)));
  }

  /**
   * Takes over what a control entry of the log says. To be called for every such entry, in any
   * order, more than once if need be.
   *
   * @param controlPayload the entry's payload
   * @return what was revoked, so that open streams which it {@link Revocation#matches} can be
   *     ended; null when the entry is about something else
   */
  public @Nullable Revocation apply(String controlPayload) {
    Revocation revocation = RevocationEntry.read(controlPayload);
    if (revocation != null) {
      keep(revocation);
    }
    return revocation;
  }

  /**
   * Reads the table again: for whoever goes on reading the log from a later place, and so has not
   * seen every control entry.
   */
  public void readTable() {
    load();
  }

  private void load() {
    table.all(clock.instant()).forEach(this::keep);
  }

  /**
   * The time that a token for this user may count from. The {@code iat} of tokens has seconds only:
   * who logs in again within the second in which all tokens were revoked gets the next one, so that
   * the new token is not taken for an old one.
   */
  Instant timeOfNewToken(String user) {
    Instant now = clock.instant();
    Revocation last = byUser.get(user);
    return last == null ? now : later(now, firstSecondAfter(last));
  }

  private Revocation revoke(Revocation revocation, List<AudienceKey> audience) {
    table.add(revocation, clock.instant());
    log.append(EventKind.CONTROL, null, audience, slot -> RevocationEntry.write(revocation));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            keep(revocation);
          }
        });
    return revocation;
  }

  private void keep(Revocation revocation) {
    sweep();
    if (revocation.jti() != null) {
      byToken.put(revocation.jti(), revocation);
    } else if (revocation.user() != null) {
      byUser.merge(revocation.user(), revocation, Revocations::wider);
    }
  }

  /** Seldom, as it looks at all of them. */
  private void sweep() {
    Instant now = clock.instant();
    if (now.isAfter(lastSweep.plus(SPREADING))) {
      lastSweep = now;
      byToken.values().removeIf(kept -> kept.isOver(now));
    }
  }

  private static Revocation wider(Revocation a, Revocation b) {
    return before(a).isAfter(before(b)) ? a : b;
  }

  private static Instant firstSecondAfter(Revocation ofUser) {
    return before(ofUser).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  private static Instant before(Revocation ofUser) {
    return Objects.requireNonNull(ofUser.issuedBefore());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
