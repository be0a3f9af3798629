package dev.tidings.audit;

import dev.tidings.testing.Database;

class PostgresAuditTest extends AuditContract {
  PostgresAuditTest() {
    super(Database.POSTGRES);
  }
}
