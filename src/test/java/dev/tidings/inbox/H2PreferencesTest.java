package dev.tidings.inbox;

import dev.tidings.testing.Database;

class H2PreferencesTest extends PreferencesContract {
  H2PreferencesTest() {
    super(Database.H2);
  }
}
