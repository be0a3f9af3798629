package dev.tidings.harness;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A Redis of its own for a test: can be killed, and comes back empty on the same port. */
public final class RedisServer implements AutoCloseable {
  /** What configuration.md says is enough; for keys and channels of one prefix. */
  private static final String RIGHTS = "+@all -@admin -@dangerous +client|list +info +role";

  private static final String BINARY = "redis-server-7.0.15-linux-amd64";

  private final Path folder;
  private final int port = Ports.free();
  private final RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
  private final List<String> options;
  private Process process;

  public RedisServer(Path folder) {
    this(folder, List.of());
  }

  /**
   * @param options more arguments of the program
   */
  public RedisServer(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    try {
      this.process = launch();
    } catch (RuntimeException | Error e) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      throw e;
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Arguments that add a user with the rights that Tidings needs. */
  static List<String> user(String name, String password, String prefix) {
    String rules = "on >" + password + " ~" + prefix + "* &" + prefix + "* " + RIGHTS;
    var arguments = new ArrayList<>(List.of("--user", name));
    arguments.addAll(List.of(rules.split(" ")));
    return arguments;
  }

  /** Ends it as a crash does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again, empty, and nobody's replica. */
  public void restart() {
    process = launch();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Becomes the replica of another one, and waits until it has what that one has. */
  public void follow(RedisServer master) {
    ask(commands -> commands.replicaof("127.0.0.1", master.port()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> ask(commands -> commands.info("replication")).contains("link_status:up"));
  }

  /** Is a master from now on, with what has got here. */
  public void promote() {
    ask(RedisCommands::replicaofNoOne);
  }

  /** Whether it is neither dead nor frozen. */
  boolean answers() {
    var quickly = RedisURI.builder().withHost("127.0.0.1").withPort(port);
    try (var connection = client.connect(quickly.withTimeout(Duration.ofMillis(200)).build())) {
      return "PONG".equals(connection.sync().ping());
    } catch (RedisException e) {
      return false;
    }
  }

  /** Asks something over a connection of its own. */
  public <T> T ask(Function<RedisCommands<String, String>, T> question) {
    try (var connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  private Process launch() {
    var command =
        new ArrayList<>(List.of(program(folder).toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--repl-diskless-sync-delay", "0", "--dir", folder.toString()));
    command.addAll(options);
    Process started = start(folder, command);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(() -> "PONG".equals(ask(RedisCommands::ping)));
      return started;
    } catch (ConditionTimeoutException e) {
      started.destroyForcibly();
      throw e;
    }
  }

  /** Runs the executable in whatever way it is told to, and keeps what it prints. */
  static Process start(Path folder, List<String> command) {
    return ChildProcesses.start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile())));
  }

  /**
   * The executable that comes with Tidings, unpacked into the folder. Another process writes it:
   * what this one has open for writing a process that another test starts meanwhile has open too,
   * and then it can't be executed ("Text file busy").
   */
  static Path program(Path folder) {
    Path binary = folder.resolve(BINARY);
    if (!Files.exists(binary)) {
      Path unpacked = folder.resolve(BINARY + ".unpacked");
      try (var content = RedisServer.class.getResourceAsStream("/" + BINARY)) {
        Files.createDirectories(folder);
        Files.copy(content, unpacked);
        copy(unpacked, binary);
        binary.toFile().setExecutable(true);
        Files.delete(unpacked);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return binary;
  }

  private static void copy(Path from, Path to) throws IOException {
    var copying = new ProcessBuilder("cp", from.toString(), to.toString()).inheritIO().start();
    if (copying.onExit().join().exitValue() != 0) {
      throw new IOException(from + " was not copied");
    }
  }

  @Override
  public void close() {
    kill();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
