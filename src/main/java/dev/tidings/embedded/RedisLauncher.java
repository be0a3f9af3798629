package dev.tidings.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is the same each time the embedded Redis is started.
 *
 * @param folder its working folder, where a note about it lies as long as it runs
 * @param password 256 random bits, in hexadecimal
 */
record RedisLauncher(
    ServerBinary binary,
    OwnSession session,
    Path folder,
    String password,
    EmbeddedSettings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLauncher.class);
  private static final int PASSWORD_BYTES = 32;

  static RedisLauncher of(ServerBinary binary, Path folder, EmbeddedSettings settings) {
    var password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    return new RedisLauncher(
        binary, OwnSession.find(), folder, HexFormat.of().formatHex(password), settings);
  }

  /**
   * Starts a server, waits until it answers, and leaves a note about it.
   *
   * @throws EmbeddedRedisFailed when it does not answer in time or ends before
   */
  RedisProcess launch(int port) throws InterruptedException {
    var process = RedisProcess.start(this, port);
    try {
      ChildRecord.write(folder, process.handle());
    } catch (IOException e) {
      LOG.warn(
          "Redis (pid {}) would outlive a kill -9 of Tidings: {}", process.pid(), e.toString());
    }
    return process;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RedisLauncher[" + binary + "]";
  }
}
