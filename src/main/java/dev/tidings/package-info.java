/**
 * Tidings brings notices to people the moment they are posted, and loses none.
 *
 * <p>The log is in the middle. {@code publish} is left of it, {@code delivery} and {@code
 * subscribe} are right of it; the two sides never import each other.
 */
@NullMarked
package dev.tidings;

import org.jspecify.annotations.NullMarked;
