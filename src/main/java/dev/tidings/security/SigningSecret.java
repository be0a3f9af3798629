package dev.tidings.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the HS256 key comes from: a setting, a file, or made at the first start. */
final class SigningSecret {
  /** RFC 7518 section 3.2: a key as long as the hash, or longer. */
  private static final int MIN_BYTES = 32;

  private static final Logger log = LoggerFactory.getLogger(SigningSecret.class);

  private SigningSecret() {}

  /**
   * @throws IllegalStateException naming the property, when the secret is too short, can't be read,
   *     or is given twice
   */
  static SecretKey load(JwtSettings settings, Path dataDir) {
    String secret = settings.secret();
    Path file = settings.secretFile();
    // Compose files pass unset variables on as empty ones.
    boolean hasSecret = secret != null && !secret.isEmpty();
    boolean hasFile = file != null && !file.toString().isEmpty();
    if (hasSecret && hasFile) {
      throw new IllegalStateException(
          "Set only one of tidings.jwt.secret and tidings.jwt.secret-file.");
    }
    if (hasSecret) {
      return key(secret, "tidings.jwt.secret");
    }
    if (hasFile) {
      return key(read(file, "tidings.jwt.secret-file"), "tidings.jwt.secret-file");
    }
    return key(generated(dataDir.resolve("jwt-secret")), "jwt-secret in tidings.data-dir");
  }

  private static SecretKey key(String secret, String origin) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalStateException(
          "%s must be at least %d bytes long, but has %d. Make one with: openssl rand -base64 48"
              .formatted(origin, MIN_BYTES, bytes.length));
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static String read(Path file, String origin) {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new IllegalStateException(origin + ": can't read " + file + " as UTF-8 text", e);
    }
  }

  private static String generated(Path file) {
    if (!Files.exists(file)) {
      create(file);
    }
    return read(file, "jwt-secret in tidings.data-dir");
  }

  /** Either the whole file appears, or none: written aside, then linked to its name. */
  private static void create(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, "jwt-secret-", ".tmp", ownerOnly());
      try {
        Files.writeString(draft, RandomText.ofBytes(48) + "\n");
        place(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
      log.info(
          "Made a random signing secret in {}; servers of one log need the same tidings.jwt.secret",
          file);
    } catch (FileAlreadyExistsException e) {
      log.debug("Another server made {} first", file);
    } catch (IOException e) {
      throw new UncheckedIOException("tidings.data-dir: can't create " + file, e);
    }
  }

  private static void place(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    return posix ? attributes : Arrays.copyOf(attributes, 0);
  }
}
