package dev.tidings.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a time with its offset, of the years 0 to 9999. Jackson would take numbers, digits and the
 * empty string too, and years that no database can keep.
 */
final class IsoTime extends StdScalarDeserializer<Instant> {
  IsoTime() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
    String text = parser.getString();
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 0 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // refused below
    }
    return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an ISO 8601 time");
  }
}
