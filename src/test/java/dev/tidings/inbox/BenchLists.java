package dev.tidings.inbox;

import dev.tidings.publish.NoticeDesk;
import dev.tidings.security.Caller;
import dev.tidings.security.Role;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a page of posted notices costs, by filter. */
final class BenchLists {
  private final RunningTidings tidings;
  private final NoticeDesk desk;
  private final int notices;

  BenchLists(RunningTidings tidings, Caller admin, int notices) {
    this.tidings = tidings;
    this.desk = new NoticeDesk(tidings, admin);
    this.notices = notices;
  }

  /** What those see who post. */
  void all() {
    list("first page", desk, "", "", "", "", null);
    String deep = null;
    for (int i = 0; i < notices / 200; i++) {
      deep = desk.list("", "", "", "", deep, 100);
    }
    list("a page in the middle", desk, "", "", "", "", deep);
    list("published", desk, "PUBLISHED", "", "", "", null);
    list("expired, one in thirteen", desk, "EXPIRED", "", "", "", null);
    list("scheduled, none", desk, "SCHEDULED", "", "", "", null);
    list("a category, one in six", desk, "", "billing", "", "", null);
    list("a category that nothing has", desk, "", "other", "", "", null);
    list("for all", desk, "", "", "all", "", null);
    list("for one group", desk, "", "", "group:g1", "", null);
    list("for somebody", desk, "", "", "user:u30", "", null);
    list("a title that all have", desk, "", "", "", "title", null);
    list("a title that none has", desk, "", "", "", "zebra", null);
    var own = new NoticeDesk(tidings, publisher("group:g1", "group:g2"));
    list("a publisher's own, of two groups", own, "", "", "", "", null);
    var many = new NoticeDesk(tidings, publisher("group:*"));
    list("a publisher's own, of all groups", many, "", "", "", "", null);
  }

  private static Caller publisher(String... publish) {
    return new Caller(
        "paul",
        Set.of(),
        Set.of(Role.PUBLISHER),
        List.of(publish),
        "t",
        null,
        Instant.now().plusSeconds(9));
  }

  private void list(
      String what,
      NoticeDesk who,
      String status,
      String category,
      String audience,
      String text,
      @Nullable String cursor) {
    Supplier<?> page = () -> who.list(status, category, audience, text, cursor, 20);
    BenchTimes.timed(200, page);
    BenchTimes.report("list: " + what, BenchTimes.timed(500, page));
  }
}
