package dev.tidings.notice;

/** What an entry of the log says. */
public enum EventKind {
  /** A notice was published. */
  NOTICE("notice"),
  /** A published notice was changed. */
  NOTICE_UPDATED("notice-updated"),
  /** A notice was taken back. */
  NOTICE_RETRACTED("notice-retracted"),
  /** An order to the servers, such as a revocation; never sent to users. */
  CONTROL("control"),
  /** An entry whose content was erased; it only keeps its number. */
  VOID("void");

  private final String wireName;

  EventKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the log, in the stream and of the SSE event. */
  public String wireName() {
    return wireName;
  }

  /** Whether users can receive it. */
  public boolean isForUsers() {
    return this != CONTROL && this != VOID;
  }

  /**
   * The kind of that name.
   *
   * @throws InvalidValue for any other text
   */
  public static EventKind ofWireName(String name) {
    for (EventKind kind : values()) {
      if (kind.wireName.equals(name)) {
        return kind;
      }
    }
    throw new InvalidValue("kind", "must be a known kind of event");
  }
}
