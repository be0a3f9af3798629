package dev.tidings.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * What something was done to: {@code notice:<id>}, {@code user:<id>} or {@code token:<jti>}.
 *
 * @param value as it stands in the database and in the API
 */
public record AuditSubject(String value) {
  private static final String NOTICE = "notice:";

  public static AuditSubject notice(UUID id) {
    return new AuditSubject(NOTICE + id);
  }

  /** The notice's id; empty for another kind of subject. */
  static Optional<UUID> noticeOf(String value) {
    return value.startsWith(NOTICE)
        ? Optional.of(UUID.fromString(value.substring(NOTICE.length())))
        : Optional.empty();
  }

  /** A person, and their account here if they have one. */
  public static AuditSubject user(String id) {
    return new AuditSubject("user:" + id);
  }

  /** A token, by its {@code jti}, else its SHA-256. */
  public static AuditSubject token(String tokenId) {
    return new AuditSubject("token:" + tokenId);
  }
}
