package dev.tidings.log;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out the pool's connections, and none while the database does not answer, so that nobody
 * waits for what others have just waited for in vain. Meanwhile one virtual thread, {@code
 * tidings-database}, tries for all.
 *
 * <p>A pool that is only busy does not close the gate: then others get connections meanwhile.
 */
final class DatabaseGate extends DelegatingDataSource {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** The SQL standard's word for a connection that could not be had. */
  private static final String NOT_CONNECTED = "08001";

  private final HikariDataSource pool;
  private final @Nullable DatabaseDialer dialer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastSuccess = System.nanoTime();

  DatabaseGate(HikariDataSource pool) {
    super(pool);
    this.pool = pool;
    this.dialer = pool.getDataSource() instanceof DatabaseDialer ours ? ours : null;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (closed.get()) {
      throw new SQLTransientConnectionException(
          "the database did not answer a moment ago", NOT_CONNECTED);
    }
    long asked = System.nanoTime();
    try {
      Connection connection = pool.getConnection();
      lastSuccess = System.nanoTime();
      return connection;
    } catch (SQLException e) {
      if (lastSuccess - asked < 0 && closed.compareAndSet(false, true)) {
        Thread.ofVirtual().name("tidings-database").start(this::tryUntilItAnswers);
      }
      throw explained(e);
    }
  }

  /** The pool only knows that it waited in vain. */
  private SQLException explained(SQLException e) {
    SQLException reason = dialer == null ? null : dialer.failure();
    return reason == null
        ? e
        : new SQLTransientConnectionException(e.getMessage(), NOT_CONNECTED, reason);
  }

  private void tryUntilItAnswers() {
    while (!pool.isClosed()) {
      try {
        pool.getConnection().close();
        lastSuccess = System.nanoTime();
        closed.set(false);
        return;
      } catch (SQLException e) {
        LockSupport.parkNanos(PAUSE_NANOS); // the requests that fail meanwhile are told of
      }
    }
  }
}
