/**
 * Removes what is too old to be kept: events, notices, and what other packages leave behind.
 *
 * <p>In: time. Out: rows are gone, in small batches, each a transaction of its own. Threads: {@code
 * tidings-retention}, on each server; a row lock lets one at a time work. When it fails: the batch
 * rolls back, and the next round tries again. May import: notice, log, loop, stream, delivery,
 * problem.
 */
@NullMarked
package dev.tidings.retention;

import org.jspecify.annotations.NullMarked;
