package dev.tidings.notice;

/** How pressing a notice is. */
public enum Severity {
  INFO,
  WARNING,
  /** Breaks through muted categories and quiet hours. */
  CRITICAL
}
