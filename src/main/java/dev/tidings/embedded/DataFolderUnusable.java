package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The data folder can't be made or written. The message names the folder and says why. */
final class DataFolderUnusable extends RuntimeException {
  DataFolderUnusable(Path folder, String why) {
    super("The data folder %s can't be used: %s.".formatted(folder, why));
  }

  DataFolderUnusable(Path folder, IOException cause) {
    this(folder, reason(cause));
  }

  /** In words, where the exception's message is nothing but the path. */
  private static String reason(IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException e -> e.getFile() + " is not a folder";
      case AccessDeniedException e -> "access to " + e.getFile() + " is denied";
      default -> cause.toString();
    };
  }
}
