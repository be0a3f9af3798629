package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2ReadStateTest extends ReadStateContract {
  H2ReadStateTest() {
    super(Database.H2);
  }
}
