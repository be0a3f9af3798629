package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import java.util.regex.Pattern;

/** Where a click on a notice leads: a web address, or a path of the host's own site. */
final class Link {
  private static final int MAX_LENGTH = 2_000;

  private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#\\\\]+([/?#].*)?");

  /** Browsers take {@code //host} and {@code /\host} for other sites. */
  private static final Pattern PATH = Pattern.compile("/(?![/\\\\]).*");

  /** Browsers drop tabs and line ends inside of addresses, which would hide a second slash. */
  private static final Pattern UNSAFE = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]");

  private Link() {}

  /**
   * The link itself.
   *
   * @throws InvalidValue when it could lead elsewhere than it seems, or run a script
   */
  static String checked(String link) {
    // Not in code points: H2 counts as Java does, and its column holds no more.
    if (link.length() > MAX_LENGTH) {
      throw new InvalidValue("link", "must not be longer than 2,000 characters");
    }
    Text.checked("link", link, MAX_LENGTH);
    boolean safe = !UNSAFE.matcher(link).find();
    if (!safe || !(WEB.matcher(link).matches() || PATH.matcher(link).matches())) {
      throw new InvalidValue(
          "link", "must be an http or https URL, or a path that starts with exactly one /");
    }
    return link;
  }
}
