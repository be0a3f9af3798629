/**
 * The write side: notices come in by REST and go into the database and the log, in one transaction.
 *
 * <p>In: requests of admins and publishers. Out: rows of {@code notice}, events in {@code log}.
 * Threads: the request's. When it fails: nothing is stored, and the caller is told to try again; an
 * {@code Idempotency-Key} makes trying again safe. May import: notice, log, security, problem.
 */
@NullMarked
package dev.tidings.publish;

import org.jspecify.annotations.NullMarked;
