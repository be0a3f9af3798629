package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2ConcurrentDevicesTest extends ConcurrentDevicesContract {
  H2ConcurrentDevicesTest() {
    super(Database.H2);
  }
}
