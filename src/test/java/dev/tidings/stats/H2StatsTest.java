package dev.tidings.stats;

import dev.tidings.testing.Database;

class H2StatsTest extends StatsContract {
  H2StatsTest() {
    super(Database.H2);
  }
}
