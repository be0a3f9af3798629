package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2InboxTest extends InboxContract {
  H2InboxTest() {
    super(Database.H2);
  }
}
