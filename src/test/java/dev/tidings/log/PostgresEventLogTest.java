package dev.tidings.log;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class PostgresEventLogTest {
  @Nested
  class Numbering extends NumberingContract {
    Numbering() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class ConcurrentWriters extends ConcurrentWritersContract {
    ConcurrentWriters() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Reading extends ReadingContract {
    Reading() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Epoch extends EpochContract {
    Epoch() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Trim extends TrimContract {
    Trim() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Erasing extends ErasingContract {
    Erasing() {
      super(Database.POSTGRES);
    }
  }
}
