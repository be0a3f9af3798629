package dev.tidings.notice;

import java.util.regex.Pattern;

/** What kind of news a notice is: a slug, freely chosen. */
public final class Category {
  /** Of a notice that names none. */
  public static final String DEFAULT = "notice";

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,50}");

  private Category() {}

  /**
   * The category itself.
   *
   * @throws InvalidValue when it is not a slug
   */
  public static String checked(String category) {
    if (!FORM.matcher(category).matches()) {
      throw new InvalidValue("category", "must be 1-50 characters of a-z 0-9 -");
    }
    return category;
  }
}
