package dev.tidings.embedded;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says what to do when a second server is started on the embedded database of a first. */
final class DatabaseInUseFailureAnalyzer implements FailureAnalyzer {
  /** H2's code for "Database may be already in use". */
  private static final int ALREADY_IN_USE = 90020;

  private final DataFolder folder;

  DatabaseInUseFailureAnalyzer(Environment environment) {
    this.folder = DataFolder.of(environment);
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof DatabaseInUse
          || (cause instanceof SQLException e && e.getErrorCode() == ALREADY_IN_USE)) {
        return new FailureAnalysis(
            "Another Tidings is running on the data folder %s.".formatted(folder.path()),
            "Stop it, or give this one a folder of its own with TIDINGS_DATA_DIR. To run several"
                + " servers as one, use PostgreSQL: set SPRING_DATASOURCE_URL.",
            cause);
      }
    }
    return null;
  }
}
