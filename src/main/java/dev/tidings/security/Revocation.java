package dev.tidings.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are not accepted any more: either those of one id, or all of a user that were issued
 * up to a time.
 *
 * @param jti the token id; null when a user's tokens are meant
 * @param user the user; null when one token id is meant
 * @param issuedBefore tokens issued at this time or earlier are meant; null with {@code jti}
 * @param until when the tokens meant have all expired, so that this can be forgotten; null: never,
 *     as nobody knows
 */
public record Revocation(
    @Nullable String jti,
    @Nullable String user,
    @Nullable Instant issuedBefore,
    @Nullable Instant until) {
  public Revocation {
    if ((jti == null) == (user == null) || (user == null) != (issuedBefore == null)) {
      throw new IllegalArgumentException("either jti, or user and issuedBefore");
    }
  }

  static Revocation ofToken(String jti, @Nullable Instant until) {
    return new Revocation(jti, null, null, until);
  }

  static Revocation ofUser(String user, Instant issuedBefore) {
    return new Revocation(null, user, issuedBefore, null);
  }

  /** Whether the caller's token is meant. A token that does not say when it was issued is old. */
  public boolean matches(Caller caller) {
    return covers(caller.tokenId(), caller.user(), caller.issuedAt());
  }

  /** The same, for whoever has kept only so much of a caller. */
  public boolean covers(String tokenId, String ofUser, @Nullable Instant issuedAt) {
    if (jti != null) {
      return jti.equals(tokenId);
    }
    return ofUser.equals(user)
        && issuedBefore != null
        && (issuedAt == null || !issuedAt.isAfter(issuedBefore));
  }

  /** Whether everything that is meant has expired. */
  boolean isOver(Instant now) {
    return until != null && until.isBefore(now);
  }
}
