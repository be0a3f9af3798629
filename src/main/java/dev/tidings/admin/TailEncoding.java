package dev.tidings.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tidings.delivery.Frame;
import dev.tidings.notice.AudienceKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An event as an operator sees it: with its audience, and control entries too. */
@Component
final class TailEncoding {
  private final JsonMapper json;

  TailEncoding(JsonMapper json) {
    this.json = json;
  }

  /** The data of an event on the tail. */
  record TailEvent(
      @Nullable UUID notice,
      List<AudienceKey> audience,
      Instant at,
      @JsonRawValue String payload) {}

  byte[] encode(Frame frame) {
    String payload = frame.payload().isEmpty() ? "null" : frame.payload();
    var event = new TailEvent(frame.noticeId(), frame.audience(), frame.createdAt(), payload);
    return Frame.encode(frame.kind().wireName(), frame.id(), json.writeValueAsString(event));
  }
}
