import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server as it comes out of the box, in a folder of its own, gone when closed. For Linux. */
final class OwnServer implements AutoCloseable {
  private static final String SECRET = "only for this run, and long enough for HS256";
  private static final int TICKS_PER_SECOND = 100;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HEAP = Pattern.compile("garbage-first heap.* used (\\d+)K");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String admin = token("bench", "ADMIN");
  private final Path folder = Files.createTempDirectory("tidings-bench");
  private final Process process;
  private final int port;

  /** A process' memory after a collection, in KiB. */
  record Memory(long resident, long heap) {}

  OwnServer(String jar, int connections) throws IOException {
    try (var free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseCompactObjectHeaders",
                // So that what it occupies follows what it needs.
                "-XX:MinHeapFreeRatio=5",
                "-XX:MaxHeapFreeRatio=10",
                "-jar",
                jar,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--tidings.data-dir=" + folder,
                "--tidings.delivery.max-connections=" + connections,
                "--tidings.jwt.secret=" + SECRET)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
  }

  int port() {
    return port;
  }

  boolean isReady() throws InterruptedException {
    var readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    try {
      return http.send(
                  HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Posts for everybody. */
  void post(String title) throws IOException, InterruptedException {
    String body =
        "{\"audience\":[\"all\"],\"title\":\"%s\",\"body\":\"%s\"}"
            .formatted(title, "x".repeat(200));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/notices"))
            .header("Authorization", "Bearer " + admin)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 201) {
      throw new IllegalStateException("a post was answered " + status);
    }
  }

  static String token(String user, String role) {
    long now = Instant.now().getEpochSecond();
    String payload =
        "{\"sub\":\"%s\",\"groups\":[\"g1\",\"g2\"],\"roles\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
            .formatted(user, role, now, now + 3_600);
    String signed = encoded("{\"alg\":\"HS256\"}") + "." + encoded(payload);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Memory memory() throws IOException, InterruptedException {
    jcmd("GC.run");
    String heap = jcmd("GC.heap_info");
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return new Memory(number(RESIDENT, status), number(HEAP, heap));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asking =
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command).start();
    String output = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asking.waitFor();
    return output;
  }

  /** What it and its embedded Redis have computed so far, in microseconds. */
  double processorMicros() throws IOException {
    long ticks = 0;
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      String stat = Files.readString(Path.of("/proc/" + each.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks * (1e6 / TICKS_PER_SECOND);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
