package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Properties;

/**
 * A note about a server process and the Tidings that started it, in a file of its own, by which a
 * later start recognizes what a killed Tidings left behind.
 */
record ChildRecord(ProcessIdentity child, ProcessIdentity owner) {
  static final String PREFIX = "server-";

  /** The file of a server process. */
  static Path file(Path folder, long pid) {
    return folder.resolve(PREFIX + pid);
  }

  /** Writes the note about a child of this process; none when the system does not tell enough. */
  static void write(Path folder, ProcessHandle child) throws IOException {
    var it = ProcessIdentity.of(child);
    var us = ProcessIdentity.of(ProcessHandle.current());
    if (it.isPresent() && us.isPresent()) {
      new ChildRecord(it.get(), us.get()).write(folder);
    }
  }

  void write(Path folder) throws IOException {
    var lines = new Properties();
    child.put(lines, "child");
    owner.put(lines, "owner");
    try (var out = Files.newBufferedWriter(file(folder, child.pid()))) {
      lines.store(out, "An embedded Redis that runs. Its owner removes this file.");
    }
  }

  /** Empty when the file can't be read or is not a whole note. */
  static Optional<ChildRecord> read(Path file) {
    var lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
      return Optional.of(
          new ChildRecord(
              ProcessIdentity.get(lines, "child"), ProcessIdentity.get(lines, "owner")));
    } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
