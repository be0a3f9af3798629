package dev.tidings.log;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class H2EventLogTest {
  @Nested
  class Numbering extends NumberingContract {
    Numbering() {
      super(Database.H2);
    }
  }

  @Nested
  class ConcurrentWriters extends ConcurrentWritersContract {
    ConcurrentWriters() {
      super(Database.H2);
    }
  }

  @Nested
  class Reading extends ReadingContract {
    Reading() {
      super(Database.H2);
    }
  }

  @Nested
  class Epoch extends EpochContract {
    Epoch() {
      super(Database.H2);
    }
  }

  @Nested
  class Trim extends TrimContract {
    Trim() {
      super(Database.H2);
    }
  }

  @Nested
  class Erasing extends ErasingContract {
    Erasing() {
      super(Database.H2);
    }
  }
}
