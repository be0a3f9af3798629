/**
 * What a person finds when they come back.
 *
 * <p>In: requests of users. Out: pages of notices, counts, what was read, archived and preferred,
 * all in the database; and word of each change to whoever registered for it. Threads: the
 * request's; the callbacks run on it and must not block. When it fails: 503, and the stream goes on
 * without it. May import: notice, log, security, problem.
 */
@NullMarked
package dev.tidings.inbox;

import org.jspecify.annotations.NullMarked;
