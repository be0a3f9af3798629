package dev.tidings.inbox;

import dev.tidings.notice.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How notices are shown to a user, never whether they arrive.
 *
 * @param mutedCategories notices of these are neither counted nor toasted, unless CRITICAL
 * @param quietHours null for none
 */
record Preferences(List<String> mutedCategories, @Nullable QuietHours quietHours) {
  Preferences {
    mutedCategories = List.copyOf(mutedCategories);
  }

  /** Whether a notice is shown quietly. */
  boolean mutes(String category, Severity severity) {
    return severity != Severity.CRITICAL && mutedCategories.contains(category);
  }
}
