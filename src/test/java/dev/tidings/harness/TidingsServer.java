package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Tidings server in a process of its own, on a fixed port, so that it can be killed. */
public final class TidingsServer implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final int port = Ports.free();
  private final Path folder;
  private final String mainClass;
  private final Map<String, String> environment;
  private Process process;

  /**
   * @param folder where its data and its output go
   * @param mainClass what to run: the application, or one with a planted fault
   * @param environment settings
   */
  public TidingsServer(Path folder, String mainClass, Map<String, String> environment) {
    this.folder = folder;
    this.mainClass = mainClass;
    this.environment = new HashMap<>(environment);
    this.environment.put("SERVER_PORT", Integer.toString(port));
    this.environment.put("SERVER_ADDRESS", "127.0.0.1");
    this.environment.put("TIDINGS_DATA_DIR", folder.resolve("data").toString());
    this.environment.put("TIDINGS_JWT_SECRET", Tokens.SECRET);
    this.process = launch();
    awaitReady();
  }

  public int port() {
    return port;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Everything it has printed so far. */
  public String output() {
    try {
      return Files.readString(folder.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it as a crash does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to stop, and waits until it has. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        throw new AssertionError("the server did not stop within 40 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void restart() {
    process = launch();
    awaitReady();
  }

  private Process launch() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(mainClass);
    try {
      Files.createDirectories(folder);
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Awaitility.await("the server is ready; it printed to " + folder.resolve("server.log"))
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .failFast("the server ended", () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> get("/actuator/health/readiness").statusCode() == 200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(2)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    kill();
  }
}
