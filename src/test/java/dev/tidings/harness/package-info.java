/** Real processes, real connections and a ledger, to find out whether anything gets lost. */
@NullMarked
package dev.tidings.harness;

import org.jspecify.annotations.NullMarked;
