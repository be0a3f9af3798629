import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a notice takes from the POST to the event in another process.
 *
 * <p>Opens streams as alice on a running demo server, posts to her group at a fixed pace, and
 * prints percentiles of two times over all deliveries: from the moment the POST was due to be sent
 * until the event was read. A late POST counts as latency, so that a server that stalls can't hide
 * it ("coordinated omission"). 3,000 posts go before, at the same pace, until the server's hot
 * paths are compiled: a fresh JVM is about half as fast.
 *
 * <p>Run: {@code java bench/Latency.java [url] [connections] [posts] [per second]}
 */
public final class Latency {
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern TITLE = Pattern.compile("\"title\":\"bench (\\d+)\"");
  private static final int WARM_UP = 3_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final int connections;
  private final int posts;
  private final int perSecond;
  private final AtomicLongArray due;
  private final AtomicLongArray[] arrived;
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

  private Latency(URI server, int connections, int posts, int perSecond) {
    this.server = server;
    this.connections = connections;
    this.posts = posts;
    this.perSecond = perSecond;
    this.due = new AtomicLongArray(WARM_UP + posts);
    this.arrived = new AtomicLongArray[connections];
    Arrays.setAll(arrived, i -> new AtomicLongArray(WARM_UP + posts));
  }

  public static void main(String[] args) throws Exception {
    new Latency(
            URI.create(args.length > 0 ? args[0] : "http://127.0.0.1:8080"),
            number(args, 1, 200),
            number(args, 2, 1_000),
            number(args, 3, 50))
        .run();
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private void run() throws Exception {
    String admin = login("admin");
    List<String> users = List.of("alice", "bob");
    var tokens = List.of(login(users.get(0)), login(users.get(1)));
    var ready = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      listen(i, tokens.get(i % tokens.size()), ready);
    }
    if (!ready.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          ready.getCount()
              + " streams did not open; start the server with"
              + " TIDINGS_DELIVERY_MAX_PER_USER="
              + connections);
    }
    post(admin);
    awaitArrivals();
    report();
    System.exit(0);
  }

  private void post(String admin) throws InterruptedException {
    long start = System.nanoTime() + 100_000_000L;
    long step = 1_000_000_000L / perSecond;
    for (int n = 0; n < WARM_UP + posts; n++) {
      long at = start + n * step;
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      due.set(n, at);
      var request =
          HttpRequest.newBuilder(server.resolve("/api/v1/notices"))
              .header("Authorization", "Bearer " + admin)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"audience\":[\"group:500\"],\"title\":\"bench "
                          + n
                          + "\",\"body\":\""
                          + "x".repeat(200)
                          + "\"}"))
              .build();
      http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .thenAccept(answer -> statuses.merge(answer.statusCode(), 1, Integer::sum));
    }
  }

  private void awaitArrivals() {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (missing() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private int missing() {
    int count = 0;
    for (AtomicLongArray times : arrived) {
      for (int n = 0; n < WARM_UP + posts; n++) {
        count += times.get(n) == 0 ? 1 : 0;
      }
    }
    return count;
  }

  private void report() {
    var latencies = new ArrayList<Long>();
    for (AtomicLongArray times : arrived) {
      for (int n = WARM_UP; n < WARM_UP + posts; n++) {
        if (times.get(n) != 0) {
          latencies.add(times.get(n) - due.get(n));
        }
      }
    }
    latencies.sort(null);
    System.out.printf(
        "%d posts at %d/s, %d connections: %d of %d deliveries, answers %s%n",
        posts, perSecond, connections, latencies.size(), posts * connections, statuses);
    System.out.printf(
        "POST to event: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms%n",
        percentile(latencies, 0.50),
        percentile(latencies, 0.90),
        percentile(latencies, 0.99),
        percentile(latencies, 0.999),
        percentile(latencies, 1.0));
  }

  private static double percentile(List<Long> sorted, double part) {
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1) / 1e6;
  }

  private void listen(int index, String token, CountDownLatch ready) {
    var thread =
        new Thread(
            () -> {
              try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                socket.setTcpNoDelay(true);
                String request =
                    "GET /api/v1/me/stream HTTP/1.0\r\nHost: "
                        + server.getHost()
                        + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                        + token
                        + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                read(index, socket, ready);
              } catch (IOException e) {
                System.err.println("stream " + index + ": " + e);
              }
            },
            "stream-" + index);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(int index, Socket socket, CountDownLatch ready) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.equals("event: ready")) {
        ready.countDown();
      }
      if (line.startsWith("data: ")) {
        Matcher title = TITLE.matcher(line);
        if (title.find()) {
          arrived[index].compareAndSet(Integer.parseInt(title.group(1)), 0, System.nanoTime());
        }
      }
    }
  }

  private String login(String user) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/session"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\":\"" + user + "\",\"password\":\"" + user + "\"}"))
            .build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher token = TOKEN.matcher(body);
    if (!token.find()) {
      throw new IllegalStateException("no demo account " + user + ": " + body);
    }
    return token.group(1);
  }
}
