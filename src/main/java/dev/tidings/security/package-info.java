/**
 * Who is calling, and what they may do.
 *
 * <p>In: tokens, log-ins, one-use stream tickets. Out: a {@link dev.tidings.security.Caller} for
 * the other packages, revocations as control entries in the log. Threads: the request's, and {@code
 * tidings-password-*} for BCrypt. When it fails: the request is refused with 401 or 403; without
 * the database nobody logs in and no ticket is good, but tokens go on being accepted. May import:
 * notice, log, audit, problem.
 *
 * <p>A request meets, in this order: {@code CrossOriginAnswers}, {@code CallerFilter} with {@code
 * Credentials}, the rules in {@code SecurityConfiguration}, and {@code Refusals} when it breaks
 * one.
 */
@NullMarked
package dev.tidings.security;

import org.jspecify.annotations.NullMarked;
