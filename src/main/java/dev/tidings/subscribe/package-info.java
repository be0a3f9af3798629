/**
 * The read side's HTTP: the event stream and long polling.
 *
 * <p>In: requests with a token and a position; changes in inboxes. Out: connections in {@code
 * delivery}, whose bytes go through Spring's {@code SseEmitter}. Threads: the request's, until the
 * stream is open; {@code tidings-state} looks up what a change in an inbox means for a stream,
 * {@code tidings-signals} tells other servers of it. When it fails: an {@code EventSource} never
 * comes back after an error status, so a server that can't serve answers 200, a {@code bye}, and
 * closes. May import: notice, log, stream, delivery, inbox, security, problem.
 */
@NullMarked
package dev.tidings.subscribe;

import org.jspecify.annotations.NullMarked;
