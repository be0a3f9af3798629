package dev.tidings.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request for a stream, and everything that comes back, byte by byte as the server sent it. */
public final class RawStream implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private RawStream(Socket socket) throws IOException {
    this.socket = socket;
    this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    String first = lines.readLine();
    this.status = first == null ? 0 : Integer.parseInt(first.split(" ")[1]);
    String header;
    while ((header = lines.readLine()) != null && !header.isEmpty()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
    }
  }

  /**
   * Asks for a path.
   *
   * @param token none is sent when it is empty
   * @param extraHeaders whole lines without their ends; sent as ISO 8859-1, as HTTP has it
   */
  public static RawStream open(int port, String path, String token, String... extraHeaders) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(8 * 1024); // so that a client that reads nothing is soon noticed
      socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
      socket.setSoTimeout(10_000);
      var request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n");
      if (!token.isEmpty()) {
        request.append("Authorization: Bearer " + token + "\r\n");
      }
      for (String header : extraHeaders) {
        request.append(header).append("\r\n");
      }
      socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
      return new RawStream(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own end's. */
  public int port() {
    return socket.getLocalPort();
  }

  public int status() {
    return status;
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The next line; null at the end. */
  public @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame with data; null at the end. */
  public @Nullable SseFrame next() {
    try {
      return SseFrame.read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The frames up to and including the first of that name. */
  public List<SseFrame> until(String event) {
    var frames = new ArrayList<SseFrame>();
    SseFrame frame;
    while ((frame = next()) != null) {
      frames.add(frame);
      if (frame.event().equals(event)) {
        return frames;
      }
    }
    throw new AssertionError("the stream ended before " + event + ": " + frames);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
