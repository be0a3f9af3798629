package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/**
 * The folder of everything that Tidings keeps outside of a database server.
 *
 * @param path absolute
 */
record DataFolder(Path path) {
  DataFolder {
    path = path.toAbsolutePath().normalize();
  }

  static DataFolder of(Environment environment) {
    // Not as an injected Path: Spring's conversion would first look for "data" on the class path.
    return new DataFolder(Path.of(name(environment)));
  }

  private static String name(Environment environment) {
    return environment.getProperty("tidings.data-dir", "./data");
  }

  /** The part of it that belongs to the embedded Redis. */
  Path redis() {
    return path.resolve("redis");
  }

  /**
   * Makes the configured folder where it is missing, and tries whether a file can be made in it. To
   * ask for permissions would not do: they say nothing of read-only mounts, quotas and NFS.
   *
   * @throws DataFolderUnusable when it can't be made or written
   */
  static void prepare(Environment environment) {
    Path path = of(environment).path();
    if (name(environment).isBlank()) {
      throw new DataFolderUnusable(path, "tidings.data-dir is blank");
    }
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "is-writable", null));
    } catch (IOException e) {
      throw new DataFolderUnusable(path, e);
    }
  }
}
