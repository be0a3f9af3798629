/**
 * Who did what to whom and when, for those who must be able to tell later. Append-only: nothing
 * here changes or removes an entry. Only the content of a notice that an entry keeps can go, when a
 * person is erased.
 *
 * <p>In: entries, appended in the transaction of what they tell of. Out: pages of entries, newest
 * first. Threads: the caller's. When it fails: Spring's {@code DataAccessException}s, and the
 * caller's transaction rolls back: nothing is done that is not written down. May import: notice.
 */
@NullMarked
package dev.tidings.audit;

import org.jspecify.annotations.NullMarked;
