package dev.tidings.inbox;

import dev.tidings.notice.InvalidValue;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a client should neither show toasts nor make sounds. Over midnight when {@code from} is
 * later than {@code to}.
 *
 * @param from the first quiet minute, {@code HH:mm}
 * @param to the first minute that is not quiet, {@code HH:mm}
 * @param zone the IANA time zone of both
 */
record QuietHours(String from, String to, String zone) {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  /**
   * @throws InvalidValue when a part is missing or breaks its rule
   */
  static QuietHours of(@Nullable String from, @Nullable String to, @Nullable String zone) {
    var quiet = new QuietHours(time("from", from), time("to", to), zone(zone));
    if (quiet.from.equals(quiet.to)) {
      throw new InvalidValue("quietHours.to", "must differ from quietHours.from");
    }
    return quiet;
  }

  private static String time(String field, @Nullable String text) {
    if (text == null || !TIME.matcher(text).matches()) {
      throw new InvalidValue("quietHours." + field, "must be a time HH:mm from 00:00 to 23:59");
    }
    return text;
  }

  private static String zone(@Nullable String text) {
    if (text == null || !ZONES.contains(text)) {
      throw new InvalidValue("quietHours.zone", "must be an IANA time zone such as Europe/Berlin");
    }
    return text;
  }
}
