package dev.tidings.privacy;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class H2PrivacyTest {
  @Nested
  class Erasing extends ErasureContract {
    Erasing() {
      super(Database.H2);
    }
  }

  @Nested
  class Exporting extends ExportContract {
    Exporting() {
      super(Database.H2);
    }
  }
}
