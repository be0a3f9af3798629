package dev.tidings.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser, as far as streams go: keeps one connection, comes back with the last id of a whole
 * frame, and keeps a notice once. Notes what no browser would: every breach of the protocol.
 */
public final class StreamClient implements AutoCloseable {
  private static final Pattern NOTICE = Pattern.compile("^\\{\"id\":\"([^\"]+)\"");
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

  private final String user;
  private final Set<String> groups;
  private final int port;
  private final Thread thread;
  private final List<String> notices = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> breaches = new ArrayList<>();

  private volatile boolean open = true;
  private volatile @Nullable Socket socket;
  private volatile String position = "";
  private volatile int connections;
  private volatile int deliveries;

  public StreamClient(String user, Collection<String> groups, int port) {
    this.user = user;
    this.groups = Set.copyOf(groups);
    this.port = port;
    this.thread = Thread.ofVirtual().name("client-" + user).start(this::run);
  }

  /** The notices it has, in the order in which they first came. */
  public synchronized List<String> notices() {
    return List.copyOf(notices);
  }

  public synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  /** The newest id it was given; empty before the first. */
  public String position() {
    return position;
  }

  public int connections() {
    return connections;
  }

  /** Events that came, doubles included. */
  public int deliveries() {
    return deliveries;
  }

  public String user() {
    return user;
  }

  /** Whether it may see an event for these keys. */
  public boolean sees(Collection<String> audience) {
    return audience.stream()
        .anyMatch(
            key ->
                key.equals("all")
                    || key.equals("user:" + user)
                    || (key.startsWith("group:") && groups.contains(key.substring(6))));
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

  private void run() {
    while (open) {
      try (var connection = new Socket()) {
        socket = connection;
        connection.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        connection.setSoTimeout(20_000);
        listen(connection);
      } catch (IOException e) {
        // comes back below, as a browser does
      }
      pause();
    }
  }

  /** A browser waits for seconds; a test has no time for that. */
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
  }

  private void listen(Socket connection) throws IOException {
    String resume = position.isEmpty() ? "" : "Last-Event-ID: " + position + "\r\n";
    String request =
        "GET /api/v1/me/stream HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
            + ("Authorization: Bearer " + Tokens.user(user, groups) + "\r\n" + resume + "\r\n");
    connection.getOutputStream().write(request.getBytes(UTF_8));
    var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
    String status = lines.readLine();
    if (status == null) {
      return;
    }
    if (!status.contains(" 200 ")) {
      breach("answered " + status);
      return;
    }
    connections++;
    String header = lines.readLine();
    while (header != null && !header.isEmpty()) {
      header = lines.readLine();
    }
    long last = -1;
    SseFrame frame;
    while ((frame = SseFrame.read(lines)) != null) {
      last = take(frame, last);
    }
  }

  /** Returns the newest number on this connection. */
  private synchronized long take(SseFrame frame, long last) {
    if (frame.event().equals("reset")) {
      breach("was reset: " + frame.data());
    }
    if (frame.id().isEmpty()) {
      return last;
    }
    long seq = Long.parseLong(frame.id().substring(frame.id().indexOf('-') + 1));
    boolean isNotice = frame.event().startsWith("notice");
    if (seq < last || (isNotice && seq == last)) {
      breach("got " + frame.event() + " " + frame.id() + " after number " + last);
    }
    if (isNotice) {
      deliveries++;
      if (seen.add(key(frame.data()))) {
        notices.add(id(frame.data()));
      }
    }
    position = frame.id();
    return seq;
  }

  private static String key(String data) {
    Matcher revision = REVISION.matcher(data);
    return id(data) + "/" + (revision.find() ? revision.group(1) : "?");
  }

  private static String id(String data) {
    Matcher notice = NOTICE.matcher(data);
    return notice.find() ? notice.group(1) : "?";
  }

  private synchronized void breach(String what) {
    breaches.add(user + " " + what);
  }

  @Override
  public void close() {
    open = false;
    cut();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
