package dev.tidings.inbox;

/** Where one user's notice stands. */
record Mark(boolean read, boolean archived) {
  /** How a user changes it. */
  enum Action {
    READ,
    UNREAD,
    /** Reads it, too. */
    ARCHIVE,
    /** Leaves it as read as it is. */
    UNARCHIVE
  }

  Mark after(Action action) {
    return switch (action) {
      case READ -> new Mark(true, archived);
      case UNREAD -> new Mark(false, archived);
      case ARCHIVE -> new Mark(true, true);
      case UNARCHIVE -> new Mark(read, false);
    };
  }
}
