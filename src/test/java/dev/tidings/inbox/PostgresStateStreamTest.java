package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresStateStreamTest extends StateStreamContract {
  PostgresStateStreamTest() {
    super(Database.POSTGRES);
  }
}
