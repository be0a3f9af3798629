package dev.tidings.harness;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A block of an event stream, read as the HTML standard's section "Interpreting an event stream"
 * tells a browser to.
 *
 * @param id empty when the block has none
 * @param data its lines joined by line feeds
 */
public record SseFrame(String event, String id, String data) {
  /** The next block that has data; null at the end of the stream. A block cut off is dropped. */
  public static @Nullable SseFrame read(BufferedReader lines) throws IOException {
    String event = "message";
    String id = "";
    var data = new StringBuilder();
    boolean hasData = false;
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.isEmpty()) {
        if (hasData) {
          return new SseFrame(event, id, data.toString());
        }
        event = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "event" -> event = value;
        case "id" -> id = value;
        case "data" -> {
          data.append(hasData ? "\n" : "").append(value);
          hasData = true;
        }
        default -> {}
      }
    }
    return null;
  }
}
