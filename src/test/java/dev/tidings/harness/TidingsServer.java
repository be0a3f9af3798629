package dev.tidings.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A Tidings server in a process of its own, on a fixed port, so that it can be killed. */
public final class TidingsServer implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final int port = Ports.free();
  private final Path folder;
  private final List<String> program;
  private final Map<String, String> environment;
  private Process process;

  /**
   * @param folder where its data and its output go
   * @param mainClass what to run: the application, or one with a planted fault
   * @param environment settings
   */
  public TidingsServer(Path folder, String mainClass, Map<String, String> environment) {
    this(folder, List.of("-cp", classPath(folder, mainClass), mainClass), environment);
    awaitReady();
  }

  private TidingsServer(Path folder, List<String> program, Map<String, String> environment) {
    this.folder = folder;
    this.program = program;
    this.environment = new HashMap<>();
    this.environment.put("SERVER_PORT", Integer.toString(port));
    this.environment.put("SERVER_ADDRESS", "127.0.0.1");
    this.environment.put("TIDINGS_DATA_DIR", folder.resolve("data").toString());
    this.environment.put("TIDINGS_JWT_SECRET", Tokens.SECRET);
    this.environment.putAll(environment);
    this.process = launch();
  }

  /** Starts it without waiting for it, so that several can start at a time. */
  public static TidingsServer starting(
      Path folder, String mainClass, Map<String, String> environment) {
    return new TidingsServer(
        folder, List.of("-cp", classPath(folder, mainClass), mainClass), environment);
  }

  /** Runs the packaged application. */
  public static TidingsServer ofJar(Path folder, Path jar, Map<String, String> environment) {
    var server = new TidingsServer(folder, List.of("-jar", jar.toString()), environment);
    server.awaitReady();
    return server;
  }

  /** What it prints when it refuses to start. */
  public static String failedStart(Path folder, String mainClass, Map<String, String> environment)
      throws InterruptedException {
    try (var server = starting(folder, mainClass, environment)) {
      if (!server.process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("it did not refuse to start");
      }
      return server.output();
    }
  }

  /** Without the tests' classes, which the application would find; a planted fault comes alone. */
  private static String classPath(Path folder, String mainClass) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var entries = new ArrayList<String>();
    for (String entry : all.split(File.pathSeparator)) {
      if (!entry.endsWith("test-classes")) {
        entries.add(entry);
      } else if (Files.exists(Path.of(entry, mainClass.replace('.', '/') + ".class"))) {
        entries.add(PlantedClasses.of(mainClass).copyTo(folder.resolve("planted")).toString());
      }
    }
    return String.join(File.pathSeparator, entries);
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
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(program);
    try {
      Files.createDirectories(folder);
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
      builder.environment().putAll(environment);
      return ChildProcesses.start(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it can be sent requests; ends it when it does not get there. */
  public void awaitReady() {
    try {
      Awaitility.await("the server is ready; it printed to " + folder.resolve("server.log"))
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(100))
          .failFast(
              () -> assertThat(process.isAlive()).as("the server ended: %s", output()).isTrue())
          .ignoreExceptions()
          .until(() -> get("/actuator/health/readiness").statusCode() == 200);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      kill();
      throw e;
    }
  }

  /** Whether it says that it can be sent requests. */
  public boolean isReady() {
    try {
      return get("/actuator/health/readiness").statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
