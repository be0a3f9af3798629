package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notice.EventId;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void aBlockHasANameAnIdAndData() {
    assertThat(text(Frame.encode("cursor", new EventId(5, 7), "{}")))
        .isEqualTo("event: cursor\nid: 5-7\ndata: {}\n\n");
  }

  @Test
  void everyKindOfLineEndStaysInsideOfTheData() {
    assertThat(text(Frame.encode("x", null, "a\rb\nc\r\nid: 1-1")))
        .isEqualTo("event: x\ndata: a\ndata: b\ndata: c\ndata: id: 1-1\n\n");
  }

  @Test
  void charactersBeyondTheBasicPlaneAreUtf8() {
    assertThat(Frame.encode("x", null, "😀")).endsWith("😀\n\n".getBytes(UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
