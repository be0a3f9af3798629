package dev.tidings.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A second JVM with this one's class path, for what only another process can do. */
final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private OtherJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static OtherJvm run(Class<?> program, String argument) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new OtherJvm(
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument)
            .redirectErrorStream(true)
            .start());
  }

  /** The next line that it prints and that is not a log line. */
  String says() throws IOException {
    String line = output.readLine();
    while (line != null && line.contains(" -- ")) {
      line = output.readLine();
    }
    return String.valueOf(line);
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
