package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.problem.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SigningSecretTest {
  @TempDir Path data;

  SecretKey load(@Nullable String secret, @Nullable String file) {
    return SigningSecret.load(new JwtSettings(secret, file, List.of(), Duration.ZERO), data);
  }

  @Test
  void theSettingsUtf8BytesAreTheKey() {
    assertThat(load("ä".repeat(16), null).getEncoded()).hasSize(32);
  }

  @Test
  void aShortSecretIsRefusedByTheNameOfItsSettingAndWithoutRepeatingIt() {
    assertThatThrownBy(() -> load("x".repeat(31), null))
        .isInstanceOf(SettingRefused.class)
        .hasMessageContaining("tidings.jwt.secret ")
        .hasMessageContaining("31 bytes")
        .hasMessageNotContaining("xxx");
  }

  @Test
  void aFileMayHoldTheSecret() throws IOException {
    Path file = Files.writeString(data.resolve("given"), "x".repeat(32) + "\n");

    assertThat(load(null, file.toString()).getEncoded()).hasSize(32);
  }

  @Test
  void aFileThatIsMissingOrTooShortIsRefused() throws IOException {
    Path file = Files.writeString(data.resolve("given"), "x".repeat(31) + "\n");

    assertThatThrownBy(() -> load(null, file.toString()))
        .hasMessageContaining("tidings.jwt.secret-file");
    assertThatThrownBy(() -> load(null, data.resolve("none").toString()))
        .hasMessageContaining("tidings.jwt.secret-file");
  }

  @Test
  void twoSecretsAreRefused() {
    assertThatThrownBy(() -> load("x".repeat(32), "file"))
        .hasMessageContaining("tidings.jwt.secret")
        .hasMessageContaining("tidings.jwt.secret-file");
  }

  @Test
  void withoutSettingASecretIsMadeAndKept() {
    SecretKey first = load(null, null);

    assertThat(first.getEncoded()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(load("", "").getEncoded()).isEqualTo(first.getEncoded());
    assertThat(data).isDirectoryContaining(file -> file.endsWith("jwt-secret"));
    assertThat(data.toFile().list()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aMadeSecretCanOnlyBeReadByItsOwner() throws IOException {
    load(null, null);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("jwt-secret"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedFileIsNotReplaced() throws IOException {
    Files.writeString(data.resolve("jwt-secret"), "");

    assertThatThrownBy(() -> load(null, null)).hasMessageContaining("tidings.data-dir");
  }
}
