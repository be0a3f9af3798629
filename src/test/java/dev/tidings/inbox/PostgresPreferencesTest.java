package dev.tidings.inbox;

import dev.tidings.testing.Database;

class PostgresPreferencesTest extends PreferencesContract {
  PostgresPreferencesTest() {
    super(Database.POSTGRES);
  }
}
