package dev.tidings.publish;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class PostgresPublishTest {
  @Nested
  class Posting extends PostingContract {
    Posting() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Content extends ContentContract {
    Content() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Idempotency extends IdempotencyContract {
    Idempotency() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Twins extends TwinsContract {
    Twins() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Scheduling extends ScheduleContract {
    Scheduling() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Changing extends ChangeContract {
    Changing() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class ChangingAtOnce extends ConcurrentChangesContract {
    ChangingAtOnce() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Retracting extends RetractionContract {
    Retracting() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Listing extends ListContract {
    Listing() {
      super(Database.POSTGRES);
    }
  }

  @Nested
  class Batches extends BatchContract {
    Batches() {
      super(Database.POSTGRES);
    }
  }
}
