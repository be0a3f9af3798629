package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that must not outlive the tests, also not when a set-up fails halfway. */
final class ChildProcesses {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "tidings-test-children"));
  }

  private ChildProcesses() {}

  static Process start(ProcessBuilder program) {
    try {
      Process process = program.start();
      ALIVE.add(process);
      process.onExit().thenRun(() -> ALIVE.remove(process));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
