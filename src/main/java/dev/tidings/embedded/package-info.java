/**
 * The default set-up's own Redis, and the checks that end a start in one clear text.
 *
 * <p>In: the data folder, the PATH, {@code spring.data.redis.*} and {@code tidings.embedded.*}.
 *
 * <p>Out: a real Redis server as a child process, and where it listens as connection details.
 *
 * <p>Threads: {@code tidings-redis-keeper} owns the child, {@code tidings-redis-log} reads it.
 *
 * <p>When it fails: at start nothing starts and one text says why; a child that dies is restarted.
 *
 * <p>May import: nothing of Tidings.
 */
@NullMarked
package dev.tidings.embedded;

import org.jspecify.annotations.NullMarked;
