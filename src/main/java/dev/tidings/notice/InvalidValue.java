package dev.tidings.notice;

/** A value from outside that breaks a rule. It is the caller's error, answered with 400. */
public final class InvalidValue extends IllegalArgumentException {
  private final String field;
  private final String limit;

  /**
   * @param field the field's path as the caller wrote it, for example {@code audience[2]}
   * @param limit the rule it breaks, a phrase that starts with a verb: {@code must be …}
   */
  public InvalidValue(String field, String limit) {
    super(field + " " + limit);
    this.field = field;
    this.limit = limit;
  }

  public String field() {
    return field;
  }

  public String limit() {
    return limit;
  }
}
