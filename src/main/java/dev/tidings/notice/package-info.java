/**
 * The words: what a notice, an audience key and an event are. Pure values without technology.
 *
 * <p>In: text and numbers from outside, checked here once. Out: nothing. Threads: none, everything
 * is immutable. When it fails: a value that breaks a rule is refused with {@link
 * dev.tidings.notice.InvalidValue}, which names the field and the limit. May import: the JDK and
 * Jackson's tree.
 */
@NullMarked
package dev.tidings.notice;

import org.jspecify.annotations.NullMarked;
