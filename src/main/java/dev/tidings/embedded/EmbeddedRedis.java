package dev.tidings.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The real Redis server of the default set-up: a child process that listens on 127.0.0.1 only,
 * demands a random password and keeps nothing on disk. When it dies it is started again on the same
 * port with the same password, and empty.
 *
 * <p>All methods are safe on any thread.
 */
public final class EmbeddedRedis implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final RedisLauncher launcher;
  private final RedisKeeper keeper;
  private final Thread thread;

  private EmbeddedRedis(RedisLauncher launcher, RedisKeeper keeper) {
    this.launcher = launcher;
    this.keeper = keeper;
    this.thread = Thread.ofPlatform().daemon().name("tidings-redis-keeper").unstarted(keeper);
  }

  /**
   * Starts the server that is found on the PATH, else the one that comes with Tidings, and waits
   * until it answers.
   *
   * @throws EmbeddedRedisFailed when it can't be started
   */
  static EmbeddedRedis start(DataFolder data, EmbeddedSettings settings) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var bundled = BundledServer.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    return start(data.redis(), settings, path, bundled, FreePort::find);
  }

  static EmbeddedRedis start(
      Path folder,
      EmbeddedSettings settings,
      String path,
      BundledServer bundled,
      IntSupplier ports) {
    try {
      Files.createDirectories(folder);
      LeftOvers.end(folder, settings.stopTimeout());
      var found = ServerBinary.onPath(path);
      var binary = found.isPresent() ? found.get() : bundled.unpack(folder);
      var launcher = RedisLauncher.of(binary, folder, settings);
      var redis = new EmbeddedRedis(launcher, new RedisKeeper(launcher, ports));
      redis.awaitStart();
      return redis;
    } catch (IOException e) {
      throw new EmbeddedRedisFailed(
          "The embedded Redis can't use its folder %s: %s.".formatted(folder, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedRedisFailed("The start of the embedded Redis was interrupted.", e);
    }
  }

  private void awaitStart() throws InterruptedException {
    thread.start();
    try {
      keeper.awaitStart();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  /** Where a server with this port is reached. */
  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
  }

  /** The port of 127.0.0.1 on which it listens, the same after a restart. */
  public int port() {
    return keeper.port();
  }

  /** The password that it demands, the same after a restart; never to be logged. */
  public String password() {
    return launcher.password();
  }

  /** The number of the process that runs, or of the last one while it is being restarted. */
  public long pid() {
    return keeper.pid();
  }

  /** Ends the server, and returns when it is gone. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
