package dev.tidings.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** One running server process, from its start to its end. */
final class RedisProcess {
  private static final int LOOK_AGAIN_MS = 20;
  private static final int ANSWER_MS = 1_000;
  private static final byte[] WELCOME = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Process process;
  private final ServerOutput output;

  private RedisProcess(Process process, ServerOutput output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @throws EmbeddedRedisFailed when it does not answer in time or ends before; it is gone then
   * @throws InterruptedException when the thread is interrupted; it is gone then too
   */
  static RedisProcess start(RedisLauncher launcher, int port) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(launcher.session().command(launcher.binary().file(), "-"))
              .directory(launcher.folder().toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new EmbeddedRedisFailed(
          "The embedded Redis can't run: %s.".formatted(e.getMessage()), e);
    }
    try {
      var started = new RedisProcess(process, ServerOutput.of(process, launcher.password()));
      started.configure(port, launcher.password());
      started.awaitAnswer(port, launcher);
      return started;
    } catch (EmbeddedRedisFailed | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Through standard input, because everybody on this machine can read the arguments. */
  private void configure(int port, String password) {
    try (var input = process.outputWriter(StandardCharsets.US_ASCII)) {
      input.write(
          """
          bind %s
          port %d
          requirepass %s
          dir .
          daemonize no
          save ""
          appendonly no
          maxmemory-policy noeviction
          loglevel notice
          """
              .formatted(EmbeddedRedis.HOST, port, password));
    } catch (IOException alreadyGone) {
      // What it printed will say why.
    }
  }

  private void awaitAnswer(int port, RedisLauncher launcher) throws InterruptedException {
    var limit = launcher.settings().startTimeout();
    long start = System.nanoTime();
    while (!process.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
      if (answers(port, launcher.password())) {
        return;
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        process.destroyForcibly();
        throw failed(launcher, "did not answer within %d ms".formatted(limit.toMillis()));
      }
    }
    throw failed(launcher, "ended with exit code %d".formatted(process.exitValue()));
  }

  private EmbeddedRedisFailed failed(RedisLauncher launcher, String how)
      throws InterruptedException {
    String printed = output.end();
    return new EmbeddedRedisFailed(
        "The embedded Redis (%s) %s; it printed %s."
            .formatted(
                launcher.binary().file(),
                how,
                printed.isEmpty() ? "nothing" : "\"" + printed + "\""));
  }

  /** Only our own server knows the password, so another one on this port is not taken for it. */
  private static boolean answers(int port, String password) {
    try (var socket = new Socket()) {
      socket.connect(EmbeddedRedis.address(port), ANSWER_MS);
      socket.setSoTimeout(ANSWER_MS);
      String hello = "AUTH %s\r\nPING\r\n".formatted(password);
      socket.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
      return Arrays.equals(socket.getInputStream().readNBytes(WELCOME.length), WELCOME);
    } catch (IOException notYet) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for its end, however it comes, and returns the exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and kills it when it has not within the limit. */
  void stop(Duration limit) {
    process.destroy();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
