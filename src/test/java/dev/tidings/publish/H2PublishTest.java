package dev.tidings.publish;

import dev.tidings.testing.Database;
import org.junit.jupiter.api.Nested;

class H2PublishTest {
  @Nested
  class Posting extends PostingContract {
    Posting() {
      super(Database.H2);
    }
  }

  @Nested
  class Content extends ContentContract {
    Content() {
      super(Database.H2);
    }
  }

  @Nested
  class Idempotency extends IdempotencyContract {
    Idempotency() {
      super(Database.H2);
    }
  }

  @Nested
  class Twins extends TwinsContract {
    Twins() {
      super(Database.H2);
    }
  }

  @Nested
  class Scheduling extends ScheduleContract {
    Scheduling() {
      super(Database.H2);
    }
  }

  @Nested
  class Changing extends ChangeContract {
    Changing() {
      super(Database.H2);
    }
  }

  @Nested
  class ChangingAtOnce extends ConcurrentChangesContract {
    ChangingAtOnce() {
      super(Database.H2);
    }
  }

  @Nested
  class Retracting extends RetractionContract {
    Retracting() {
      super(Database.H2);
    }
  }

  @Nested
  class Listing extends ListContract {
    Listing() {
      super(Database.H2);
    }
  }

  @Nested
  class Batches extends BatchContract {
    Batches() {
      super(Database.H2);
    }
  }
}
