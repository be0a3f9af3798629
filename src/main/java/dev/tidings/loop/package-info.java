/**
 * What loops that must live share: a thread, how long to pause after a failure, and when to say so.
 *
 * <p>In: work that repeats. Out: it is done, with pauses, and few lines in the log. Threads: one
 * for each loop, named and owned by whoever made it. When it fails: it does not. May import:
 * nothing of ours.
 */
@NullMarked
package dev.tidings.loop;

import org.jspecify.annotations.NullMarked;
