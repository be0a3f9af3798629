/**
 * The write side: notices come in by REST and go into the database and the log, in one transaction;
 * so does all that becomes of them: publishing later, changing, retracting.
 *
 * <p>In: requests of admins and publishers, and the time. Out: rows of {@code notice}, events in
 * {@code log}. Threads: the request's; {@code tidings-scheduler} publishes what is due. When it
 * fails: nothing is stored, and the caller is told to try again; an {@code Idempotency-Key} makes
 * trying again safe. What is due is published when the database answers again. May import: notice,
 * log, loop, audit, security, problem.
 */
@NullMarked
package dev.tidings.publish;

import org.jspecify.annotations.NullMarked;
