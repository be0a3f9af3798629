/**
 * What loops that must live share: how long to pause after a failure, and when to say so.
 *
 * <p>In: failures and successes. Out: pauses, and few lines in the log. Threads: none of its own.
 * When it fails: it does not. May import: nothing of ours.
 */
@NullMarked
package dev.tidings.loop;

import org.jspecify.annotations.NullMarked;
