package dev.tidings.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy on one edge of the cluster, which can be told to misbehave while it runs. A new mode
 * is for open connections too. Its threads are virtual.
 */
public final class Proxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  /** What it does with bytes. */
  public enum Mode {
    /** Hands everything on. */
    PASS,
    /** Resets whoever connects; connections that are open go on. */
    REFUSE,
    /** Hands nothing on in either direction, and tells nobody; what it holds goes on later. */
    BLACKHOLE,
    /** Hands requests on, and resets the connection instead of handing on the reply. */
    DROP_REPLY,
    /** Hands replies on at so many bytes a second. */
    THROTTLE,
    /** Collects that many bytes of a reply before it hands them on. */
    BUFFER_UNTIL
  }

  /** How connections are closed. */
  public enum Cut {
    FIN,
    RST
  }

  private record State(Mode mode, int bytes) {}

  private final ServerSocket listener;
  private final Set<Pair> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Object changed = new Object();
  private volatile State state = new State(Mode.PASS, 0);
  private volatile int target;

  /**
   * @param target the port on this machine that it leads to
   */
  public Proxy(int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy-" + target).start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Connections that were ever made to it. */
  public int accepted() {
    return accepted.get();
  }

  /** Connections that are open now. */
  public int open() {
    return open.size();
  }

  public void mode(Mode mode) {
    mode(mode, 0);
  }

  /**
   * @param bytes a second for {@link Mode#THROTTLE}, at once for {@link Mode#BUFFER_UNTIL}
   */
  public void mode(Mode mode, int bytes) {
    state = new State(mode, bytes);
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  /** Leads somewhere else from now on; connections that are open are reset. */
  public void retarget(int port) {
    target = port;
    cut(Cut.RST);
  }

  /** Closes all connections that are open. */
  public void cut(Cut how) {
    open.forEach(pair -> pair.close(how));
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    var pair = new Pair(client, new Socket());
    if (state.mode() == Mode.REFUSE) {
      pair.close(Cut.RST);
      return;
    }
    open.add(pair);
    try {
      pair.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
      client.setTcpNoDelay(true);
      pair.server.setTcpNoDelay(true);
      Thread requests = Thread.ofVirtual().start(() -> pump(pair, client, pair.server, false));
      pump(pair, pair.server, client, true);
      requests.join();
      pair.close(Cut.FIN);
    } catch (IOException e) {
      pair.close(Cut.RST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(pair);
    }
  }

  private void pump(Pair pair, Socket from, Socket to, boolean reply) {
    var held = new ByteArrayOutputStream();
    try {
      byte[] bytes = new byte[BUFFER];
      int count;
      while ((count = from.getInputStream().read(bytes)) >= 0) {
        State now = awaitPassage(pair);
        if (reply && now.mode() == Mode.DROP_REPLY) {
          pair.close(Cut.RST);
          return;
        }
        held.write(bytes, 0, count);
        if (!reply || now.mode() != Mode.BUFFER_UNTIL || held.size() >= now.bytes()) {
          handOn(held.toByteArray(), to, reply ? now : new State(Mode.PASS, 0));
          held.reset();
        }
      }
      awaitPassage(pair);
      to.getOutputStream().write(held.toByteArray());
      to.shutdownOutput();
    } catch (IOException e) {
      pair.close(Cut.RST);
    }
  }

  private static void handOn(byte[] bytes, Socket to, State now) throws IOException {
    if (now.mode() != Mode.THROTTLE) {
      to.getOutputStream().write(bytes);
      return;
    }
    int slice = Math.max(1, now.bytes() / 20);
    for (int i = 0; i < bytes.length; i += slice) {
      to.getOutputStream().write(bytes, i, Math.min(slice, bytes.length - i));
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Waits while nothing may pass. */
  private State awaitPassage(Pair pair) throws IOException {
    synchronized (changed) {
      while (state.mode() == Mode.BLACKHOLE && !pair.closed) {
        try {
          changed.wait(1_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
      return state;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut(Cut.RST);
  }

  /** Both ends of a connection. */
  private static final class Pair {
    private final Socket client;
    private final Socket server;
    private volatile boolean closed;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void close(Cut how) {
      closed = true;
      close(client, how);
      close(server, how);
    }

    private static void close(Socket socket, Cut how) {
      try {
        if (how == Cut.RST && !socket.isClosed()) {
          socket.setSoLinger(true, 0);
        }
        socket.close();
      } catch (IOException e) {
        // closed already
      }
    }
  }
}
