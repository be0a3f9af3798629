package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;

/** Text from outside: counted in Unicode code points, and passed through unchanged. */
final class Text {
  private Text() {}

  /**
   * The text itself.
   *
   * @throws InvalidValue when it is longer than allowed, or holds what no database can keep
   */
  static String checked(String field, String text, int maxCodePoints) {
    if (text.codePointCount(0, text.length()) > maxCodePoints) {
      throw new InvalidValue(
          field, "must not be longer than %,d characters".formatted(maxCodePoints));
    }
    if (!isStorable(text)) {
      throw new InvalidValue(field, "must not hold U+0000 or half a surrogate pair");
    }
    return text;
  }

  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
