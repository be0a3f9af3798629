package dev.tidings.subscribe;

import dev.tidings.delivery.StreamOutput;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.io.EndPoint;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Writes encoded frames through Spring's emitter, as they are. */
final class EmitterOutput implements StreamOutput {
  private final SseEmitter emitter;
  private final EndPoint socket;

  EmitterOutput(SseEmitter emitter, EndPoint socket) {
    this.emitter = emitter;
    this.socket = socket;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    try {
      emitter.send(
          Set.of(new ResponseBodyEmitter.DataWithMediaType(bytes, MediaType.TEXT_EVENT_STREAM)));
    } catch (IllegalStateException e) {
      throw new IOException("the response is complete", e);
    }
  }

  @Override
  public void complete() {
    emitter.complete();
  }

  /**
   * The emitter's own end waits for a blocked write; the socket's does not, and fails the write.
   */
  @Override
  public void abort() {
    socket.close();
    emitter.complete();
  }
}
