package dev.tidings.retention;

import dev.tidings.testing.Database;

class H2RetentionTest extends RetentionContract {
  H2RetentionTest() {
    super(Database.H2);
  }
}
