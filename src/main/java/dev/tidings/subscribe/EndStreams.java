package dev.tidings.subscribe;

import dev.tidings.log.EventLog;
import dev.tidings.notice.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The order to end a user's streams on every server, as a control entry of the log. */
@Component
public class EndStreams {
  private static final String TYPE = "end-streams";

  private final EventLog log;
  private final JsonMapper json;

  EndStreams(EventLog log, JsonMapper json) {
    this.log = log;
    this.json = json;
  }

  /** How the order stands in the log: {@code {"type":"end-streams","user":"…"}}. */
  record Order(String type, String user) {}

  /** Orders it; servers obey when they read the entry, after a second at the most. */
  @Transactional
  public void ofUser(String user) {
    log.append(
        EventKind.CONTROL, null, List.of(), slot -> json.writeValueAsString(new Order(TYPE, user)));
  }

  /** The user whose streams a control entry orders to end; null when it is about something else. */
  @Nullable String userIn(String controlPayload) {
    try {
      Order order =
          json.readerFor(Order.class)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(controlPayload);
      return TYPE.equals(order.type()) ? order.user() : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
