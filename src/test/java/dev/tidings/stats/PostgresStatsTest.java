package dev.tidings.stats;

import dev.tidings.testing.Database;

class PostgresStatsTest extends StatsContract {
  PostgresStatsTest() {
    super(Database.POSTGRES);
  }
}
