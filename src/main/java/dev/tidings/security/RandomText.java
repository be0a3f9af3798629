package dev.tidings.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Text that nobody can guess. */
final class RandomText {
  /** Neither 0 and O nor 1, l and I: somebody types this from a screen. */
  private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** URL-safe Base64 of that many random bytes. */
  static String ofBytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A password to type, 5 bits for each of its characters. */
  static String password(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return text.toString();
  }
}
