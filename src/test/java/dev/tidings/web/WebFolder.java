package dev.tidings.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder with the page, its tools and its own tests. */
final class WebFolder {
  private static final Path FOLDER = Path.of("web").toAbsolutePath();
  private static final File NOTHING = new File("/dev/null");

  private WebFolder() {}

  /** Installs the tools, unless they are those of the lock file. */
  static synchronized void install() {
    try {
      Path lock = FOLDER.resolve("package-lock.json");
      Path installed = modules().resolve(".package-lock.json");
      if (!Files.exists(installed)
          || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
        npm("ci", "--no-audit", "--no-fund");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path modules() {
    return FOLDER.resolve("node_modules");
  }

  static String npm(String... arguments) {
    return run("npm", arguments);
  }

  static String node(String... arguments) {
    return run("node", arguments);
  }

  /**
   * Runs a tool of Node in the folder.
   *
   * @return what it prints
   * @throws AssertionError with all it printed when it fails
   */
  private static String run(String tool, String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(tool);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "Cannot run %s. The page is tested with Node 20 or newer: install it, with npm (%s)"
              .formatted(tool, e.getMessage()),
          e);
    }
    try (var output = process.inputReader()) {
      String text = String.join("\n", output.lines().toList());
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + tool + " ran", e);
    }
  }
}
