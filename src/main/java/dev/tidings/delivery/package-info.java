/**
 * Brings the log's events to the open connections of this server. Knows no HTTP.
 *
 * <p>In: every event, once and in order, from {@code stream}; subscriptions from {@code subscribe}.
 * Out: encoded frames, written to a {@link dev.tidings.delivery.StreamOutput}. Threads: {@code
 * tidings-reader} marks and wakes and never writes; each burst of a connection is written by one
 * virtual thread {@code tidings-writer}; {@code tidings-watch} looks after time. When it fails: a
 * connection whose writer fails is ended, alone; its client comes back with its position. May
 * import: notice, log, loop, stream.
 */
@NullMarked
package dev.tidings.delivery;

import org.jspecify.annotations.NullMarked;
