package dev.tidings.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets one server at a time remove, for the length of one batch. */
@Component
class RetentionLock {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  RetentionLock(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Does one batch in a transaction of its own.
   *
   * @param batch is given the database's time
   * @return what it returned; empty when another server is at it
   */
  OptionalInt alone(ToIntFunction<Instant> batch) {
    Integer done =
        transaction.execute(status -> lockedAt().map(now -> batch.applyAsInt(now)).orElse(null));
    return done == null ? OptionalInt.empty() : OptionalInt.of(done);
  }

  private Optional<Instant> lockedAt() {
    return jdbc.sql(
            "select current_timestamp as now from retention_lock where id = 1"
                + " for update skip locked")
        .query((row, n) -> row.getTimestamp("now").toInstant())
        .optional();
  }
}
