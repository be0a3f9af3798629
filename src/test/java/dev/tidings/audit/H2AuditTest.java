package dev.tidings.audit;

import dev.tidings.testing.Database;

class H2AuditTest extends AuditContract {
  H2AuditTest() {
    super(Database.H2);
  }
}
