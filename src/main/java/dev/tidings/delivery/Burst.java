package dev.tidings.delivery;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What is written to one client in one go. Owned by its writer. */
final class Burst {
  /** Bytes written at once: enough to make a burst cheap, little enough for a slow line. */
  private static final int CHUNK = 32 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final List<Frame> frames = new ArrayList<>(1);

  void add(byte[] block) {
    bytes.writeBytes(block);
  }

  void add(Frame frame, byte[] encoded) {
    bytes.writeBytes(encoded);
    frames.add(frame);
  }

  boolean isFull() {
    return bytes.size() >= CHUNK;
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The events among it. */
  List<Frame> frames() {
    return frames;
  }

  void clear() {
    bytes.reset();
    frames.clear();
  }
}
