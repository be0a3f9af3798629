/**
 * Looking into the stream and the servers, for operators with curl.
 *
 * <p>In: requests of admins. Out: what the log, Redis and this server say. Threads: the request's.
 * When it fails: 503, and nothing else is touched. May import: notice, log, audit, stream,
 * delivery, subscribe, security, problem.
 */
@NullMarked
package dev.tidings.admin;

import org.jspecify.annotations.NullMarked;
