package dev.tidings.problem;

import org.jspecify.annotations.Nullable;

/** A setting that the server can't start with. The message names it, and never repeats a secret. */
public final class SettingRefused extends RuntimeException {
  private final String property;
  private final String reason;

  /**
   * @param property its name, such as {@code tidings.retention.events}
   * @param reason goes on where the property's name ends: "must be …"
   */
  public SettingRefused(String property, String reason) {
    this(property, reason, null);
  }

  /**
   * @param property its name
   * @param reason goes on where the property's name ends: "must be …"
   * @param cause null when there is none that tells more
   */
  public SettingRefused(String property, String reason, @Nullable Exception cause) {
    super(property + " " + reason, cause);
    this.property = property;
    this.reason = reason;
  }

  public String property() {
    return property;
  }

  public String reason() {
    return reason;
  }
}
