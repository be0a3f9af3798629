package dev.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledServerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"Linux,amd64", "Linux,aarch64", "Mac OS X,x86_64", "Mac OS X,aarch64"})
  void thereIsOneForEveryPlatformThatIsPromised(String os, String architecture) throws IOException {
    var binary = BundledServer.of(os, architecture).unpack(folder);

    assertThat(binary.file()).isExecutable();
    assertThat(folder).isDirectoryContaining(binary.file()::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void oneThatIsThereAlreadyIsUsedAgain() throws IOException {
    var bundled = Servers.bundled();
    Path file = bundled.unpack(folder).file();
    var longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, longAgo);

    bundled.unpack(folder);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
  }

  @Test
  void anotherPlatformIsNamed() {
    assertThatExceptionOfType(EmbeddedRedisFailed.class)
        .isThrownBy(() -> BundledServer.of("Windows 11", "amd64").unpack(folder))
        .withMessageContaining("redis-server-7.0.15-windows 11-amd64");
  }
}
