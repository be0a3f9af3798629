package dev.tidings.security;

import dev.tidings.problem.SettingRefused;
import java.io.IOException;
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

  private static final String SECRET = "tidings.jwt.secret";
  private static final String SECRET_FILE = "tidings.jwt.secret-file";
  private static final String DATA_DIR = "tidings.data-dir";

  private static final Logger LOG = LoggerFactory.getLogger(SigningSecret.class);

  private SigningSecret() {}

  /**
   * @throws SettingRefused when the secret is too short, can't be read, or is given twice
   */
  static SecretKey load(JwtSettings settings, Path dataDir) {
    String secret = settings.secret();
    String file = settings.secretFile();
    // Compose files pass unset variables on as empty ones.
    boolean hasFile = file != null && !file.isEmpty();
    if (secret != null && !secret.isEmpty()) {
      if (hasFile) {
        throw new SettingRefused(SECRET, "can't be set together with " + SECRET_FILE);
      }
      return key(secret, SECRET);
    }
    return file != null && hasFile
        ? key(read(Path.of(file), SECRET_FILE), SECRET_FILE)
        : key(generated(dataDir.resolve("jwt-secret")), DATA_DIR);
  }

  private static SecretKey key(String secret, String origin) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new SettingRefused(
          origin,
          "gives a secret of %d bytes, but at least %d are needed. Make one: openssl rand -base64 48"
              .formatted(bytes.length, MIN_BYTES));
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static String read(Path file, String origin) {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new SettingRefused(origin, "needs " + file + ", which can't be read as UTF-8 text", e);
    }
  }

  private static String generated(Path file) {
    if (!Files.exists(file)) {
      create(file);
    }
    return read(file, DATA_DIR);
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
      LOG.info(
          "Made a random signing secret in {}; servers of one log need the same tidings.jwt.secret",
          file);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("Another server made {} first", file);
    } catch (IOException e) {
      throw new SettingRefused(DATA_DIR, "needs " + file + ", which can't be created", e);
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
