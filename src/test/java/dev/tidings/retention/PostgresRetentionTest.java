package dev.tidings.retention;

import dev.tidings.testing.Database;

class PostgresRetentionTest extends RetentionContract {
  PostgresRetentionTest() {
    super(Database.POSTGRES);
  }
}
