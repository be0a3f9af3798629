package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2StateStreamTest extends StateStreamContract {
  H2StateStreamTest() {
    super(Database.H2);
  }
}
