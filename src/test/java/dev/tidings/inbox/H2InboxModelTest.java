package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2InboxModelTest extends InboxModelContract {
  H2InboxModelTest() {
    super(Database.H2);
  }
}
