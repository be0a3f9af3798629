/**
 * What a person finds when they come back.
 *
 * <p>In: requests of users. Out: pages of notices, read from the database. Threads: the request's.
 * When it fails: 503, and the stream goes on without it. May import: notice, log, security,
 * problem.
 */
@NullMarked
package dev.tidings.inbox;

import org.jspecify.annotations.NullMarked;
