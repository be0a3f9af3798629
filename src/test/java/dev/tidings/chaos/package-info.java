/** Breaks a cluster in every way known, and looks whether its users notice more than a delay. */
@NullMarked
package dev.tidings.chaos;

import org.jspecify.annotations.NullMarked;
