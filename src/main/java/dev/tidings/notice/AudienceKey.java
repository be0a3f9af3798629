package dev.tidings.notice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom an event is for: {@code all}, {@code group:<id>} or {@code user:<id>}.
 *
 * @param value the key as it stands in the log, the stream and the API
 */
public record AudienceKey(String value) {
  /** The longest id, in characters. */
  public static final int MAX_ID = 100;

  /** What an id may hold, as the API documents it. */
  public static final String ID_FORM = "1-100 characters of A-Z a-z 0-9 . _ @ -";

  private static final int MAX_AUDIENCE = 1_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._@-]{1," + MAX_ID + "}");
  private static final Pattern FORM = Pattern.compile("all|(group|user):" + ID.pattern());

  /** Everybody. */
  public static final AudienceKey ALL = new AudienceKey("all");

  public AudienceKey {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "audience", "must be all, group:<id> or user:<id>, with an id of " + ID_FORM);
    }
  }

  /**
   * An audience from outside, without doubles, in the order given.
   *
   * @throws InvalidValue naming {@code audience}, or the key in it that is none
   */
  public static List<AudienceKey> listOf(@Nullable List<@Nullable String> texts) {
    if (texts == null || texts.isEmpty() || texts.size() > MAX_AUDIENCE) {
      throw new InvalidValue("audience", "must have 1 to 1,000 audience keys");
    }
    var keys = new LinkedHashSet<AudienceKey>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      try {
        keys.add(new AudienceKey(text == null ? "" : text));
      } catch (InvalidValue e) {
        throw new InvalidValue("audience[" + i + "]", e.limit());
      }
    }
    return new ArrayList<>(keys);
  }

  public static AudienceKey user(String id) {
    return new AudienceKey("user:" + id);
  }

  public static AudienceKey group(String id) {
    return new AudienceKey("group:" + id);
  }

  /** Whether the text may be a user's or a group's id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
