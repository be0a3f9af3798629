package dev.tidings.security;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.InvalidValue;
import io.jsonwebtoken.Claims;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claims of a token whose signature is good. What a host application signs by mistake is
 * refused rather than read generously: a caller with fewer groups than meant would silently miss
 * notices.
 */
final class TokenClaims {
  static final String ISSUER = "tidings";
  static final String GROUPS = "groups";
  static final String ROLES = "roles";
  static final String PUBLISH = "publish";

  /** OpenID Connect's name for when the user logged in; a renewal does not change it. */
  static final String LOGGED_IN_AT = "auth_time";

  static final String RENEWALS = "renewals";

  private static final int MAX_GROUPS = 200;
  private static final Pattern TOKEN_ID = Pattern.compile("[ -~]{1,255}");
  private static final Set<String> PATTERNS = Set.of("*", "group:*", "user:*");

  /** Later than any sensible expiry, and still a timestamp for every database. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private TokenClaims() {}

  /**
   * @param token the whole token, which stands in for a missing {@code jti}
   * @return {@link Accepted}, or a {@link Refusal} that names the claim
   */
  static Presented read(Claims claims, String token) {
    try {
      Integer renewals = renewals(claims);
      Instant issuedAt = instant(claims.getIssuedAt());
      var caller =
          new Caller(
              user(claims.getSubject()),
              groups(texts(claims, GROUPS)),
              roles(texts(claims, ROLES)),
              publish(texts(claims, PUBLISH)),
              tokenId(claims.getId(), token),
              renewals == null ? issuedAt : loggedInAt(claims, issuedAt),
              expiry(instant(claims.getExpiration())));
      return new Accepted(caller, renewals, false);
    } catch (InvalidValue e) {
      return Refusal.invalidToken("The token's claim " + e.getMessage() + ".");
    }
  }

  private static String user(@Nullable String subject) {
    if (subject == null || !AudienceKey.isId(subject)) {
      throw new InvalidValue("sub", "must be " + AudienceKey.ID_FORM);
    }
    return subject;
  }

  private static Instant expiry(@Nullable Instant expiresAt) {
    if (expiresAt == null || expiresAt.isAfter(LATEST)) {
      throw new InvalidValue("exp", "must be a time before the year 10000");
    }
    return expiresAt;
  }

  private static String tokenId(@Nullable String id, String token) {
    if (id != null && !TOKEN_ID.matcher(id).matches()) {
      throw new InvalidValue("jti", "must be 1-255 ASCII characters");
    }
    return id == null ? Sha256.of(token) : id;
  }

  private static Set<String> groups(List<String> ids) {
    if (ids.size() > MAX_GROUPS || !ids.stream().allMatch(AudienceKey::isId)) {
      throw new InvalidValue(
          GROUPS, "must hold at most " + MAX_GROUPS + " ids of " + AudienceKey.ID_FORM);
    }
    return new HashSet<>(ids);
  }

  /** A host application has roles of its own; those mean nothing here. */
  private static Set<Role> roles(List<String> names) {
    var roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (names.contains(role.name())) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static List<String> publish(List<String> entries) {
    for (String entry : entries) {
      if (!PATTERNS.contains(entry)) {
        requireKey(entry);
      }
    }
    return entries;
  }

  private static void requireKey(String text) {
    try {
      new AudienceKey(text);
    } catch (InvalidValue e) {
      throw new InvalidValue(PUBLISH, "must hold audience keys, group:*, user:* or *");
    }
  }

  /** Null when somebody else issued the token. */
  private static @Nullable Integer renewals(Claims claims) {
    return ISSUER.equals(claims.getIssuer()) && claims.get(RENEWALS) instanceof Number number
        ? number.intValue()
        : null;
  }

  private static @Nullable Instant loggedInAt(Claims claims, @Nullable Instant issuedAt) {
    return claims.get(LOGGED_IN_AT) instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : issuedAt;
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<String> texts(Claims claims, String name) {
    Object value = claims.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(String.class::cast).toList();
    }
    throw new InvalidValue(name, "must be an array of strings");
  }
}
