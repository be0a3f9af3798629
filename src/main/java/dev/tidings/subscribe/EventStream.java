package dev.tidings.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.delivery.StreamOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An open response of type {@code text/event-stream}. */
final class EventStream {
  private static final MediaType TYPE = new MediaType(MediaType.TEXT_EVENT_STREAM, UTF_8);

  private final SseEmitter emitter = new SseEmitter(0L); // never times out; delivery ends it
  private final StreamOutput output;

  private EventStream(HttpServletRequest request) {
    var socket =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    this.output = new EmitterOutput(emitter, socket);
  }

  static EventStream of(HttpServletRequest request) {
    return new EventStream(request);
  }

  StreamOutput output() {
    return output;
  }

  /** Calls back when the response has ended, however it did; perhaps more than once. */
  void onEnd(Runnable action) {
    emitter.onCompletion(action);
    emitter.onError(error -> action.run());
    emitter.onTimeout(action);
  }

  ResponseEntity<ResponseBodyEmitter> response() {
    return headers().body(emitter);
  }

  /** A response that holds a few bytes and ends. */
  static ResponseEntity<ResponseBodyEmitter> closed(String frames) {
    var emitter = new ResponseBodyEmitter(0L);
    try {
      emitter.send(frames.getBytes(UTF_8), TYPE);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written before the handler returns
    }
    emitter.complete();
    return headers().body(emitter);
  }

  private static ResponseEntity.BodyBuilder headers() {
    return ResponseEntity.ok()
        .contentType(TYPE)
        .cacheControl(CacheControl.noStore().noTransform())
        .header("X-Accel-Buffering", "no");
  }
}
