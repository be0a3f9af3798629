package dev.tidings.privacy;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class PostgresPrivacyTest {
  @Nested
  class Erasing extends ErasureContract {
    Erasing() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Exporting extends ExportContract {
    Exporting() {
      super(Database.POSTGRES);
    }
  }
}
