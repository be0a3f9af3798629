package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBinaryTest {
  @TempDir Path first;
  @TempDir Path second;

  @Test
  void theFirstOnThePathIsUsed() throws IOException {
    Servers.script(first, "valkey-server", "8.0.1", "true");
    Servers.script(second, "redis-server", "7.4.1", "true");

    assertThat(ServerBinary.onPath(first + File.pathSeparator + second))
        .contains(new ServerBinary(first.resolve("valkey-server"), "8.0.1"));
  }

  @Test
  void oneThatIsTooOldIsPassedOver() throws IOException {
    Servers.script(first, "redis-server", "6.2.14", "true");
    Servers.script(second, "redis-server", "10.0.0", "true");

    assertThat(ServerBinary.onPath(first + File.pathSeparator + second))
        .map(ServerBinary::version)
        .contains("10.0.0");
  }

  @Test
  void whatIsNotAServerIsPassedOver() throws IOException {
    Files.createDirectory(first.resolve("redis-server"));
    Files.writeString(second.resolve("redis-server"), "not executable");

    assertThat(ServerBinary.onPath(first + File.pathSeparator + second)).isEmpty();
  }

  @Test
  void aFolderThatIsNotAbsoluteIsPassedOver() throws IOException {
    Servers.script(first, "redis-server", "7.4.1", "true");
    Path relative = Path.of("").toAbsolutePath().relativize(first);

    assertThat(ServerBinary.onPath(relative + File.pathSeparator + File.pathSeparator + "."))
        .isEmpty();
  }
}
