package dev.tidings.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.Connection;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.ConnectionRequest;
import dev.tidings.delivery.Frame;
import dev.tidings.delivery.Serving;
import dev.tidings.delivery.StreamStart;
import dev.tidings.notice.EventId;
import dev.tidings.security.Caller;
import dev.tidings.security.Revocations;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Opens event streams, or says goodbye at once where none can be served. */
@Component
public final class EventStreams {
  private final ConnectionRegistry registry;
  private final Serving serving;
  private final Revocations revocations;
  private final Openings openings;

  EventStreams(
      ConnectionRegistry registry, Serving serving, Revocations revocations, Openings openings) {
    this.registry = registry;
    this.serving = serving;
    this.revocations = revocations;
    this.openings = openings;
  }

  /** Why no stream can be opened now; null when one can. */
  public @Nullable ByeReason refusal() {
    ByeReason refusal = serving.refusal();
    return refusal != null || registry.hasRoom() ? refusal : ByeReason.OVERLOAD;
  }

  /**
   * Opens a stream.
   *
   * @param audience what it shows
   * @param start what comes after this position is sent
   * @param reset why the position that the client asked for can't be continued; null when it is
   * @param encoding how an event looks on the wire
   */
  public ResponseEntity<ResponseBodyEmitter> open(
      Caller caller,
      Audience audience,
      EventId start,
      StreamStart.@Nullable Reason reset,
      Function<Frame, byte[]> encoding,
      HttpServletRequest request) {
    var stream = EventStream.of(request);
    Connection connection =
        registry.open(
            new ConnectionRequest(
                caller.user(),
                caller.tokenId(),
                caller.issuedAt(),
                caller.expiresAt(),
                audience,
                start,
                openings.of(caller, start, reset),
                encoding),
            stream.output());
    stream.onEnd(connection::gone);
    // For a revocation that came after the token was checked and before the stream was registered.
    if (revocations.isRevoked(caller)) {
      connection.end(ByeReason.REVOKED);
    }
    return stream.response();
  }

  /** Says goodbye with status 200: after any other status an EventSource stays away for good. */
  public ResponseEntity<ResponseBodyEmitter> refuse(ByeReason reason) {
    return EventStream.closed(new String(reason.frame(), UTF_8));
  }
}
