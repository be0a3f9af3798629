package dev.tidings.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Which notices of an inbox are wanted.
 *
 * @param category null for all
 * @param before only those with a lower event number
 * @param limit how many at most
 */
record InboxFilter(Status status, @Nullable String category, long before, int limit) {
  /** The lists that a person has. */
  enum Status {
    /** Everything but the archive. */
    ALL,
    /** What is counted: neither read, nor archived, nor muted. */
    UNREAD,
    ARCHIVED
  }
}
