package dev.tidings.embedded;

import java.nio.file.Path;

/** Another process has the embedded database open. */
final class DatabaseInUse extends RuntimeException {
  DatabaseInUse(Path file) {
    super("%s is open in another process.".formatted(file));
  }
}
