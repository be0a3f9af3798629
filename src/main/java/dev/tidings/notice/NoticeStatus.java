package dev.tidings.notice;

/** Where a notice stands in its life. */
public enum NoticeStatus {
  SCHEDULED,
  PUBLISHED,
  EXPIRED,
  RETRACTED
}
