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
  private static final byte[] TITLE = "bench ".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicLongArray due;
  private final int count;

  /** In nanoseconds from when it was due; by notice and stream. */
  private final long[][] delays;

  /**
   * @param due when each notice was to be posted, in {@link System#nanoTime}
   */
  Streams(int count, AtomicLongArray due) throws IOException {
    this.due = due;
    this.count = count;
    this.delays = new long[due.length()][count];
    Thread.ofPlatform().name("streams").daemon().start(this::read);
  }

  int count() {
    return count;
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
    channel.register(selector, SelectionKey.OP_READ, new Scanner(index));
    selector.wakeup();
  }

  private void read() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(256 * 1024);
    byte[] copy = new byte[bytes.capacity()];
    try {
      while (true) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          bytes.clear();
          int length = ((SocketChannel) key.channel()).read(bytes);
          if (length < 0) {
            key.channel().close();
          } else {
            bytes.flip().get(copy, 0, length);
            take((Scanner) key.attachment(), copy, length);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(Scanner stream, byte[] bytes, int length) {
    long now = System.nanoTime();
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      if (stream.matched == TITLE.length) {
        if (next == '"') {
          arrived(stream.number, stream.index, now);
          stream.matched = 0;
        } else {
          stream.number = stream.number * 10 + next - '0';
        }
      } else if (next == TITLE[stream.matched]) {
        stream.matched++;
        stream.number = 0;
      } else {
        stream.matched = next == TITLE[0] ? 1 : 0;
      }
    }
    if (!stream.ready && length > 0) {
      stream.ready = true; // the first bytes are retry and ready
      ready.incrementAndGet();
    }
  }

  private void arrived(int notice, int index, long now) {
    if (delays[notice][index] == 0) {
      delays[notice][index] = Math.max(1, now - due.get(notice));
      arrived.incrementAndGet();
    }
  }

  /** How far one stream has been read. */
  private static final class Scanner {
    private final int index;
    private boolean ready;
    private int matched;
    private int number;

    Scanner(int index) {
      this.index = index;
    }
  }
}
