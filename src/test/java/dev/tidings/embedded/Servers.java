package dev.tidings.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** What the tests of this package start. */
final class Servers {
  static final EmbeddedSettings SETTINGS =
      new EmbeddedSettings(Duration.ofSeconds(20), Duration.ofSeconds(10));
  static final String NO_PATH = "";

  private Servers() {}

  /** The bundled server of this platform, whatever the PATH of this machine has. */
  static BundledServer bundled() {
    return BundledServer.of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static EmbeddedRedis start(Path folder) {
    return EmbeddedRedis.start(folder, SETTINGS, NO_PATH, bundled(), FreePort::find);
  }

  /** Stops a process, so that it does not even take note of a SIGTERM. */
  static void freeze(long pid) throws IOException, InterruptedException {
    var number = Long.toString(pid);
    new ProcessBuilder("kill", "-STOP", number).start().waitFor();
    // The signal arrives some time after kill has ended, and a SIGTERM sent now could overtake it.
    await()
        .until(
            () -> {
              var ps = new ProcessBuilder("ps", "-o", "state=", "-p", number).start();
              return new String(ps.getInputStream().readAllBytes(), UTF_8).startsWith("T");
            });
  }

  /** Puts a shell script where a server is looked for, and returns the folder for the PATH. */
  static String script(Path folder, String name, String version, String does) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve(name),
            """
            #!/bin/sh
            if [ "$1" = --version ]; then
              echo "Redis server v=%s sha=00000000:0 malloc=libc bits=64 build=0"
            else
              %s
            fi
            """
                .formatted(version, does));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return folder.toString();
  }
}
