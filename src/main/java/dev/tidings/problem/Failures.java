package dev.tidings.problem;

import dev.tidings.notice.InvalidValue;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What a failure means to the caller, and what of it an operator is told. */
@Component
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int RETRY_AFTER_SECONDS = 2;
  private static final long WARNING_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

  Failures() {}

  /**
   * What the caller is told.
   *
   * @param what failed, for the log: the request without anything that its sender wrote
   */
  public Problem problem(String what, Exception failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case InvalidValue invalid -> Problem.invalid(invalid.field(), invalid.limit());
      case DataAccessException e when isDatabaseAway(e) -> databaseAway(e);
      case TransactionException e -> databaseAway(e);
      default -> {
        LOG.error("{} failed", what, failure);
        yield Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong here.");
      }
    };
  }

  private static boolean isDatabaseAway(DataAccessException failure) {
    return !(failure instanceof NonTransientDataAccessException)
        || failure instanceof DataAccessResourceFailureException
        || isConnectionLost(failure);
  }

  /** A rollback over a connection that broke, for which Hibernate and the pool have no word. */
  private static boolean isConnectionLost(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && (sql.getSQLState() == null || sql.getSQLState().startsWith("08"))) {
        return true;
      }
    }
    return false;
  }

  /** The database is away or too busy: whether a commit got through is not known. */
  private Problem databaseAway(RuntimeException failure) {
    warnNowAndThen(failure);
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-unavailable",
            "The database does not answer. Try again, with the same Idempotency-Key.")
        .retryAfter(RETRY_AFTER_SECONDS);
  }

  /** A database that is away fails every request; an operator needs to be told of it only once. */
  private void warnNowAndThen(RuntimeException failure) {
    long now = System.nanoTime();
    long next = nextWarning.get();
    if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_EVERY_NANOS)) {
      LOG.warn("Requests fail because the database does not answer: {}", failure.getMessage());
    }
  }
}
