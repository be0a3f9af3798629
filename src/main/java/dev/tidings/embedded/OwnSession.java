package dev.tidings.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program so that it ends with Tidings, neither earlier nor later, where the system has the
 * tools for it (Linux).
 *
 * <p>In a session of its own, Ctrl-C in a terminal reaches Tidings alone, which still needs Redis
 * for its last seconds. And the kernel ends the program when the thread that started it is gone,
 * after a {@code kill -9} too.
 *
 * @param tools what goes before the program on the command line; empty without such tools
 */
record OwnSession(List<String> tools) {
  private static final List<List<String>> WAYS =
      List.of(List.of("setsid", "setpriv", "--pdeathsig", "TERM"), List.of("setsid"));

  /** The best way that works here. */
  static OwnSession find() {
    return WAYS.stream()
        .map(OwnSession::new)
        .filter(OwnSession::works)
        .findFirst()
        .orElse(new OwnSession(List.of()));
  }

  /** The command line of a program. The tools turn into the program, and keep the process. */
  List<String> command(Path program, String... arguments) {
    return Stream.of(tools.stream(), Stream.of(program.toString()), Stream.of(arguments))
        .flatMap(parts -> parts)
        .toList();
  }

  private boolean works() {
    try {
      Process process =
          new ProcessBuilder(command(Path.of("true")))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
