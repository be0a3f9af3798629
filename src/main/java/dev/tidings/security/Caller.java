package dev.tidings.security;

import dev.tidings.audit.Actor;
import dev.tidings.notice.AudienceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as the presented token says. What a caller sees is decided by this token
 * alone; nothing about memberships is stored.
 *
 * @param user the token's {@code sub}
 * @param groups ids of the caller's groups, at most 200
 * @param roles what the caller may do; empty for a plain user
 * @param publish audience keys and patterns ({@code group:*}, {@code user:*}, {@code *}) that a
 *     publisher may address; empty means nobody
 * @param tokenId the token's {@code jti}, else its SHA-256
 * @param issuedAt when the token was made, or the session that it renews; null when it does not say
 * @param expiresAt when the token ends, and with it every stream opened by it
 */
public record Caller(
    String user,
    Set<String> groups,
    Set<Role> roles,
    List<String> publish,
    String tokenId,
    @Nullable Instant issuedAt,
    Instant expiresAt) {
  public Caller {
    groups = Set.copyOf(groups);
    roles = Set.copyOf(roles);
    publish = List.copyOf(publish);
  }

  /** The keys this caller may see events of: everybody's, their groups' and their own. */
  public Set<AudienceKey> audience() {
    var keys = new HashSet<AudienceKey>();
    keys.add(AudienceKey.ALL);
    keys.add(AudienceKey.user(user));
    groups.forEach(group -> keys.add(AudienceKey.group(group)));
    return keys;
  }

  /** The caller as the audit names them. */
  public Actor actor() {
    return new Actor(user, tokenId);
  }

  public boolean isAdmin() {
    return roles.contains(Role.ADMIN);
  }

  /**
   * The keys among these that the caller may not address.
   *
   * @return empty when all are covered; an ADMIN covers every key
   */
  public List<AudienceKey> notCovered(List<AudienceKey> keys) {
    if (isAdmin()) {
      return List.of();
    }
    var refused = new ArrayList<AudienceKey>();
    for (AudienceKey key : keys) {
      if (!roles.contains(Role.PUBLISHER) || publish.stream().noneMatch(p -> covers(p, key))) {
        refused.add(key);
      }
    }
    return refused;
  }

  private static boolean covers(String pattern, AudienceKey key) {
    return switch (pattern) {
      case "*" -> true;
      case "group:*" -> key.value().startsWith("group:");
      case "user:*" -> key.value().startsWith("user:");
      default -> pattern.equals(key.value());
    };
  }
}
