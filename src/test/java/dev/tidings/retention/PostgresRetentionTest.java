package dev.tidings.retention;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class PostgresRetentionTest {
  @Nested
  class Old extends RetentionContract {
    Old() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Spent extends SpentRowsContract {
    Spent() {
      super(Database.POSTGRES);
    }
  }
}
