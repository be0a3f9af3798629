/**
 * How the files of {@code web/} are served: addresses for people, in few bytes, never stale.
 *
 * <p>In: requests of anybody. Out: files of the build, compressed for those who take that, and 304
 * for those who have them. Threads: the request's. When it fails: nothing else does. May import:
 * nothing of ours.
 */
@NullMarked
package dev.tidings.page;

import org.jspecify.annotations.NullMarked;
