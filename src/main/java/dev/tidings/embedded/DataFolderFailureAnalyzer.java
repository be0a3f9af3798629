package dev.tidings.embedded;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says what to do about a data folder that can't be used, whoever stumbled over it. */
final class DataFolderFailureAnalyzer implements FailureAnalyzer {
  private final DataFolder folder;

  DataFolderFailureAnalyzer(Environment environment) {
    this.folder = DataFolder.of(environment);
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof DataFolderUnusable unusable) {
        return analysis(unusable);
      }
      if (cause instanceof FileSystemException e && isInside(e.getFile())) {
        return analysis(new DataFolderUnusable(folder.path(), e));
      }
    }
    return null;
  }

  private boolean isInside(@Nullable String file) {
    return file != null && Path.of(file).toAbsolutePath().normalize().startsWith(folder.path());
  }

  private static FailureAnalysis analysis(DataFolderUnusable unusable) {
    return new FailureAnalysis(
        unusable.getMessage(),
        "Make it a folder that the user '%s' can write, or choose another with TIDINGS_DATA_DIR."
            .formatted(System.getProperty("user.name")),
        unusable);
  }
}
