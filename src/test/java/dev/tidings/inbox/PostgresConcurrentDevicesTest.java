package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresConcurrentDevicesTest extends ConcurrentDevicesContract {
  PostgresConcurrentDevicesTest() {
    super(Database.POSTGRES);
  }
}
