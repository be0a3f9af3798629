package dev.tidings.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notice.EventId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A browser, as far as streams go: keeps one connection, comes back with the last id of a whole
 * frame, and keeps a notice once. Notes what no browser would: every breach of the protocol.
 */
public final class StreamClient implements AutoCloseable {
  private final String user;
  private final Set<String> groups;
  private final IntSupplier port;
  private final Patience patience;
  private final Ledger.Reader record;
  private final InboxReader inbox;
  private final Thread thread;
  private final Notebook notebook;

  private volatile boolean open = true;
  private volatile @Nullable Socket socket;
  private volatile int connections;
  private volatile long nextPauseMillis;
  private volatile long retryMillis = 3_000;

  public StreamClient(String user, Collection<String> groups, int port) {
    this(user, groups, () -> port, Patience.NONE, new Ledger());
  }

  /**
   * @param port asked before each connection: where the next server is
   */
  public StreamClient(
      String user, Collection<String> groups, IntSupplier port, Patience patience, Ledger ledger) {
    this.user = user;
    this.groups = Set.copyOf(groups);
    this.port = port;
    this.patience = patience;
    this.record = ledger.reader(user, groups);
    this.inbox = new InboxReader(user, groups, port);
    this.notebook = new Notebook(user, ledger, this::reload);
    this.thread = Thread.ofVirtual().name("client-" + user).start(this::run);
  }

  /** The notices it has, in the order in which they first came. */
  public List<String> notices() {
    return notebook.notices();
  }

  public List<String> breaches() {
    return notebook.breaches();
  }

  /** The newest id it was given; empty before the first. */
  public String position() {
    return notebook.position();
  }

  /** Whether it has everything up to there. */
  public boolean isAt(EventId head) {
    EventId reached = EventId.parse(position());
    return reached != null && reached.compareTo(head) >= 0;
  }

  public int connections() {
    return connections;
  }

  /** Events that came, doubles included. */
  public int deliveries() {
    return notebook.deliveries();
  }

  /** When the last frame came, in {@link System#nanoTime}. */
  public long lastHeard() {
    return notebook.lastHeard();
  }

  /** How often it was told to reload. */
  public int resets() {
    return notebook.resets();
  }

  /** The data of the last {@code bye}; empty before the first. */
  public String lastBye() {
    return notebook.lastBye();
  }

  public String user() {
    return user;
  }

  /** The ledger it writes into. */
  public Ledger.Reader record() {
    return record;
  }

  /** Whether it may see an event for these keys. */
  public boolean sees(Collection<String> audience) {
    return record.sees(audience);
  }

  /** Cuts the connection, as a lost network does. */
  public void cut() {
    Socket current = socket;
    if (current != null) {
      try {
        current.setSoLinger(true, 0);
        current.close();
      } catch (IOException e) {
        // cut already
      }
    }
  }

  /** Cuts the connection and comes back only after a while. */
  public void leave(Duration away) {
    record.staysAway();
    nextPauseMillis = away.toMillis();
    cut();
  }

  private void run() {
    while (open) {
      try (var connection = new Socket()) {
        socket = connection;
        int server = port.getAsInt();
        record.met("connects to " + server);
        connection.connect(new InetSocketAddress("127.0.0.1", server), 1_000);
        connection.setSoTimeout(Math.toIntExact(patience.silence().toMillis()));
        listen(connection);
        record.met("the stream ended");
      } catch (IOException e) {
        // comes back below, as a browser does
        record.met("the connection broke: " + e.getMessage());
      }
      pause();
    }
  }

  private void pause() {
    long millis =
        Math.max(Math.max(50, (long) (retryMillis * patience.ofRetry())), nextPauseMillis);
    nextPauseMillis = 0;
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (open && System.nanoTime() < end) {
      LockSupport.parkNanos(Math.min(100_000_000, end - System.nanoTime()));
    }
  }

  private void listen(Socket connection) throws IOException {
    EventId resumed = position().isEmpty() ? null : EventId.parse(position());
    String resume = resumed == null ? "" : "Last-Event-ID: " + position() + "\r\n";
    String request =
        "GET /api/v1/me/stream HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
            + ("Authorization: Bearer " + Tokens.user(user, groups) + "\r\n" + resume + "\r\n");
    connection.getOutputStream().write(request.getBytes(UTF_8));
    var lines =
        new StreamLines(
            new InputStreamReader(connection.getInputStream(), UTF_8),
            millis -> retryMillis = millis);
    String status = lines.readLine();
    if (status == null) {
      return;
    }
    if (!status.contains(" 200 ")) {
      notebook.breach("answered " + status);
      return;
    }
    String header = lines.readLine();
    while (header != null && !header.isEmpty()) {
      header = lines.readLine();
    }
    connections++;
    record.met("is served");
    var track = record.open(resumed);
    SseFrame frame;
    while ((frame = SseFrame.read(lines)) != null) {
      notebook.take(frame, track);
    }
  }

  private void reload(EventId lost, String reason) {
    if (patience.ofRetry() == 0) {
      notebook.breach("was reset: " + reason);
      return;
    }
    long after = ThreadLocalRandom.current().nextLong((long) (5_000 * patience.ofRetry()) + 1);
    inbox.readLater(Duration.ofMillis(after), lost.seq(), record::readInInbox);
  }

  /** Whether everything that it was told to reload has been read. */
  public boolean hasReloaded() {
    return inbox.isIdle();
  }

  /** The whole inbox, as it is now. */
  public Set<String> readInbox() throws IOException, InterruptedException {
    return inbox.readAll(0);
  }

  @Override
  public void close() {
    open = false;
    cut();
    LockSupport.unpark(thread);
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
