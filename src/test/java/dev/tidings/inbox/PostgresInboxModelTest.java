package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresInboxModelTest extends InboxModelContract {
  PostgresInboxModelTest() {
    super(Database.POSTGRES);
  }
}
