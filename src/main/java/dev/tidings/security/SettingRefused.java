package dev.tidings.security;

import org.jspecify.annotations.Nullable;

/** A setting that the server can't start with. The message names it, and never repeats a secret. */
final class SettingRefused extends RuntimeException {
  private final String property;
  private final String reason;

  SettingRefused(String property, String reason) {
    this(property, reason, null);
  }

  /**
   * @param reason goes on where the property's name ends: "must be …"
   */
  SettingRefused(String property, String reason, @Nullable Exception cause) {
    super(property + " " + reason, cause);
    this.property = property;
    this.reason = reason;
  }

  String property() {
    return property;
  }

  String reason() {
    return reason;
  }
}
