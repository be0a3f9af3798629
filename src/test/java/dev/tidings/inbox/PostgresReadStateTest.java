package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresReadStateTest extends ReadStateContract {
  PostgresReadStateTest() {
    super(Database.POSTGRES);
  }
}
