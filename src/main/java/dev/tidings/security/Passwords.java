package dev.tidings.security;

import dev.tidings.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks passwords with BCrypt, which takes tens of milliseconds of a processor by design.
 *
 * <p>That is done by few platform threads of its own, {@code tidings-password-*}: on the requests'
 * virtual threads some log-ins at once would hold every carrier, and the open streams with them.
 */
@Component
final class Passwords implements DisposableBean {
  /** About 3 s of work for one thread; who comes later is better told than kept waiting. */
  private static final int MAX_WAITING = 50;

  private static final int STRENGTH = 10;

  /** BCrypt ignores what is beyond. */
  private static final int MAX_BYTES = 72;

  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);
  private final String nobodysHash = bcrypt.encode(RandomText.ofBytes(16));
  private final ThreadPoolExecutor threads;

  Passwords() {
    int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("tidings-password-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  String hash(String password) {
    return bcrypt.encode(password);
  }

  /**
   * Whether the password is the one that was hashed. Takes as long when there is no hash, so that
   * names can't be probed. Blocks the calling thread meanwhile.
   *
   * @param hash null when there is no such account
   * @throws Problem 503 {@code busy} when too many are waiting
   */
  boolean matches(String password, @Nullable String hash) {
    boolean isTooLong = password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    String compared = hash == null || isTooLong ? nobodysHash : hash;
    try {
      return CompletableFuture.supplyAsync(() -> bcrypt.matches(password, compared), threads).join()
          && !compared.equals(nobodysHash);
    } catch (RejectedExecutionException e) {
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many are logging in. Try again.")
          .retryAfter(3);
    }
  }

  @Override
  public void destroy() {
    threads.shutdown();
  }
}
