package dev.tidings.log;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections for the pool, four times a second while that fails. Left to itself the pool
 * pauses for up to 5 s between two tries, and that long nobody would know that the database is
 * back.
 *
 * <p>Until the first one is open it fails as the driver does: a wrong address is to end the start.
 */
final class DatabaseDialer extends DelegatingDataSource {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final HikariDataSource pool;
  private volatile boolean hasConnected;
  private volatile @Nullable SQLException failure;

  /**
   * @param pool one that is not started yet and has all its settings
   */
  DatabaseDialer(HikariDataSource pool) {
    super(
        new DriverDataSource(
            pool.getJdbcUrl(),
            pool.getDriverClassName(),
            pool.getDataSourceProperties(),
            pool.getUsername(),
            pool.getPassword()));
    this.pool = pool;
  }

  /** What opens one connection. */
  private interface Attempt {
    Connection connect() throws SQLException;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return dial(super::getConnection);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return dial(() -> super.getConnection(user, password));
  }

  private Connection dial(Attempt attempt) throws SQLException {
    while (true) {
      try {
        Connection connection = attempt.connect();
        hasConnected = true;
        failure = null;
        return connection;
      } catch (SQLException e) {
        failure = e;
        if (!hasConnected || pool.isClosed()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS); // who waits for a connection is told after 2 s
      }
    }
  }

  /** Why there is no connection at the moment; null when the last try succeeded. */
  @Nullable SQLException failure() {
    return failure;
  }
}
