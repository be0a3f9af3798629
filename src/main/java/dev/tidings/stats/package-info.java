/**
 * Whom notices reach: how many are online for an audience, and what became of a notice.
 *
 * <p>In: requests of those who may post, and what the streams have delivered. Out: numbers.
 * Threads: the request's, and {@code tidings-stats}, which gathers. When it fails: numbers are
 * lower than the truth, and say that they are not exact; nothing that delivers notices waits for
 * them. May import: notice, log, loop, stream, delivery, inbox, security, problem.
 */
@NullMarked
package dev.tidings.stats;

import org.jspecify.annotations.NullMarked;
