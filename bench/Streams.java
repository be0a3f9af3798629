import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/** Many users with an open stream each, read by one thread. */
final class Streams {
  private static final String TITLE = "\"title\":\"bench ";

  private final Selector selector = Selector.open();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicLongArray due;
  private final StringBuilder[] unread;

  /** In nanoseconds from when it was due; by notice and stream. */
  private final long[][] delays;

  /**
   * @param due when each notice was to be posted, in {@link System#nanoTime}
   */
  Streams(int count, AtomicLongArray due) throws IOException {
    this.due = due;
    this.unread = new StringBuilder[count];
    this.delays = new long[due.length()][count];
    Arrays.setAll(unread, i -> new StringBuilder());
    Thread.ofPlatform().name("streams").daemon().start(this::read);
  }

  int count() {
    return unread.length;
  }

  /** How many were told that they are served. */
  int ready() {
    return ready.get();
  }

  /** Deliveries, each counted once. */
  int arrived() {
    return arrived.get();
  }

  /** In nanoseconds, of the notices from that one on. */
  LongStream delays(int first) {
    return Arrays.stream(delays, first, delays.length)
        .flatMapToLong(Arrays::stream)
        .filter(delay -> delay > 0);
  }

  void open(int index, int port, String token) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    String request =
        "GET /api/v1/me/stream HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(token);
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, index);
    selector.wakeup();
  }

  private void read() {
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    try {
      while (true) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          bytes.clear();
          int length = ((SocketChannel) key.channel()).read(bytes);
          if (length < 0) {
            key.channel().close();
          } else {
            String text = new String(bytes.array(), 0, length, StandardCharsets.ISO_8859_1);
            take((int) key.attachment(), text);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(int index, String text) {
    long now = System.nanoTime();
    unread[index].append(text);
    int end = unread[index].lastIndexOf("\n") + 1;
    String lines = unread[index].substring(0, end);
    unread[index].delete(0, end);
    if (lines.contains("event: ready\n")) {
      ready.incrementAndGet();
    }
    int at = 0;
    while ((at = lines.indexOf(TITLE, at)) >= 0) {
      at += TITLE.length();
      int notice = Integer.parseInt(lines.substring(at, lines.indexOf('"', at)));
      if (delays[notice][index] == 0) {
        delays[notice][index] = Math.max(1, now - due.get(notice));
        arrived.incrementAndGet();
      }
    }
  }
}
