/**
 * The Redis Stream: a disposable projection of the newest part of the log. The only package that
 * knows Redis.
 *
 * <p>In: the log. Out: every event once, in order, without holes, to one listener. Threads: {@code
 * tidings-relay} copies the log into the stream, {@code tidings-reader} reads the stream with this
 * server's own consumer group. Each connection goes to the one master, looked up when it is opened.
 * When it fails: without Redis the reader follows the database; the stream is rebuilt from the log
 * whenever it is found behind, empty or foreign. May import: notice, log, loop, embedded.
 */
@NullMarked
package dev.tidings.stream;

import org.jspecify.annotations.NullMarked;
