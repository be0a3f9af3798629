package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresInboxTest extends InboxContract {
  PostgresInboxTest() {
    super(Database.POSTGRES);
  }
}
