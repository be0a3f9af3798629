/**
 * The event log in the database: the truth about what happened, numbered 1, 2, 3 … without holes in
 * commit order.
 *
 * <p>In: entries, appended in the caller's transaction. Out: entries after a position, the head.
 * Threads: the caller's; whoever wants to know of a commit registers a callback, which runs on the
 * committing thread and must not block. When it fails: Spring's {@code DataAccessException}s, and
 * the caller's transaction rolls back, number included. May import: notice.
 */
@NullMarked
package dev.tidings.log;

import org.jspecify.annotations.NullMarked;
