package dev.tidings.retention;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class H2RetentionTest {
  @Nested
  class Old extends RetentionContract {
    Old() {
      super(Database.H2);
    }
  }

  @Nested
  class Spent extends SpentRowsContract {
    Spent() {
      super(Database.H2);
    }
  }
}
