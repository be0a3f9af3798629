package dev.tidings.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What led to a failed start. */
final class Causes {
  private Causes() {}

  /** The failure, its cause, the cause's cause and so on. */
  static List<Throwable> of(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
