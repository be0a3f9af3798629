package dev.tidings.notice;

/** Where a notice stands in its life. */
public enum NoticeStatus {
  /** Waits for its {@code publishAt}; nobody has seen it. */
  SCHEDULED,
  /** Is out. */
  PUBLISHED,
  /** Its {@code expiresAt} has come, be it out or not. */
  EXPIRED,
  /** Was taken back, for good. */
  RETRACTED
}
