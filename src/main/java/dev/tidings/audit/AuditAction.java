package dev.tidings.audit;

import dev.tidings.notice.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was done. The names never change, as they stand in old entries. */
public enum AuditAction {
  /** A notice was posted, to be published at once or later. */
  NOTICE_POSTED,
  /** A scheduled notice's time came. */
  NOTICE_PUBLISHED,
  /** A notice was changed. */
  NOTICE_CHANGED,
  /** A notice was taken back; the entry keeps its content. */
  NOTICE_RETRACTED,
  /** One token was revoked by an operator. */
  TOKEN_REVOKED,
  /** All tokens of a user were revoked by an operator. */
  USER_REVOKED,
  /** A user's streams were ended by an operator. */
  STREAMS_ENDED,
  /** Somebody can log in here who could not before. */
  ACCOUNT_CREATED,
  /** All that was kept about a person was removed. */
  USER_ERASED,
  /** All that is kept about a person was handed to somebody else. */
  USER_EXPORTED;

  /** The name in the database and in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The action of that name.
   *
   * @throws InvalidValue for any other text; {@code field} is what it names
   */
  public static AuditAction ofWireName(String field, String name) {
    return Arrays.stream(values())
        .filter(action -> action.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidValue(field, "must be one of " + names()));
  }

  private static String names() {
    return Arrays.stream(values()).map(AuditAction::wireName).collect(Collectors.joining(", "));
  }
}
