package dev.tidings.security;

import dev.tidings.problem.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tidings.jwt.public-keys}. */
final class PublicKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

  private static final int MIN_RSA_BITS = 2048;
  private static final int P256_BITS = 256;

  private PublicKeys() {}

  /**
   * @param texts PEM text or paths of PEM files
   * @throws SettingRefused when there is anything else in it
   */
  static List<PublicKey> read(List<String> texts) {
    return texts.stream().map(PublicKeys::readOne).toList();
  }

  private static PublicKey readOne(String text) {
    Matcher pem = PEM.matcher(text.contains("-----BEGIN") ? text : file(text));
    if (!pem.find()) {
      throw refused("must hold a PEM block that begins with -----BEGIN PUBLIC KEY-----", null);
    }
    PublicKey key = decode(pem.group(1));
    switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < MIN_RSA_BITS ->
          throw refused("must not hold RSA keys of less than " + MIN_RSA_BITS + " bits", null);
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() != P256_BITS ->
          throw refused("must not hold elliptic keys of another curve than P-256", null);
      default -> {}
    }
    return key;
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path.strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw refused("names a file that can't be read: " + path.strip(), e);
    }
  }

  private static PublicKey decode(String base64) {
    try {
      var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      try {
        return KeyFactory.getInstance("RSA").generatePublic(spec);
      } catch (GeneralSecurityException notRsa) {
        return KeyFactory.getInstance("EC").generatePublic(spec);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused("must hold RSA keys or elliptic keys of the curve P-256", e);
    }
  }

  private static SettingRefused refused(String why, @Nullable Exception cause) {
    return new SettingRefused("tidings.jwt.public-keys", why, cause);
  }
}
