/**
 * What tests of several packages share: both databases, a running Tidings on each, and a client.
 */
@NullMarked
package dev.tidings.testing;

import org.jspecify.annotations.NullMarked;
