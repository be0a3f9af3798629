package dev.tidings.inbox;

import static dev.tidings.inbox.BenchTimes.report;
import static dev.tidings.inbox.BenchTimes.timed;

import dev.tidings.harness.PostgresServer;
import dev.tidings.publish.NoticeDesk;
import dev.tidings.security.Caller;
import dev.tidings.security.Role;
import dev.tidings.testing.Draft;
import dev.tidings.testing.RunningTidings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What inboxes cost in a large installation; not a test. {@code mvn test -Dquick=
 * -Dtest=InboxBench}
 *
 * <p>Times are those of a call in the application, so they include the way to the database and
 * back.
 */
class InboxBench {
  private static final int POSTS = 500;
  private static final int READS = 10_000;
  private static final Caller ADMIN =
      new Caller(
          "olga", Set.of(), Set.of(Role.ADMIN), List.of(), "t", null, Instant.now().plusSeconds(9));

  @TempDir Path folder;

  @Test
  void postgres() {
    try (var postgres = new PostgresServer(folder.resolve("postgres"));
        var tidings =
            RunningTidings.start(
                folder.resolve("tidings").toString(),
                "--spring.datasource.url="
                    + PostgresServer.urlThrough(postgres.port())
                    + "?reWriteBatchedInserts=true",
                "--spring.datasource.username=postgres")) {
      System.out.println("\nPostgreSQL");
      new Run(tidings, new BenchData(tidings, 1_000_000, 10_000, 20_000), true).all();
    }
  }

  @Test
  void h2() {
    try (var tidings = RunningTidings.start(folder.resolve("h2").toString())) {
      System.out.println("\nH2");
      new Run(tidings, new BenchData(tidings, 100_000, 1_000, 2_000), false).all();
    }
  }

  private static final class Run {
    private final RunningTidings tidings;
    private final NoticeDesk desk;
    private final Inbox inbox;
    private final InboxStates states;
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final BenchData data;
    private final boolean postgres;
    private final SplittableRandom random = new SplittableRandom(1);

    Run(RunningTidings tidings, BenchData data, boolean postgres) {
      this.tidings = tidings;
      this.desk = new NoticeDesk(tidings, ADMIN);
      this.inbox = tidings.part(Inbox.class);
      this.states = tidings.part(InboxStates.class);
      this.jdbc = tidings.part(JdbcTemplate.class);
      this.client = tidings.jdbc();
      this.data = data;
      this.postgres = postgres;
    }

    void all() {
      for (int i = 0; i < 10; i++) {
        states.of("first" + i);
      }
      timed(POSTS, this::post);
      report("post to all, 10 users have state", timed(POSTS, this::post));
      rowsOfOnePost();
      jdbc.update("delete from notice_audience");
      jdbc.update("delete from notice");

      data.loadNotices();
      data.loadStates();
      jdbc.execute(postgres ? "vacuum analyze" : "analyze");
      System.out.printf(
          "%,d users, %,d have state, %,d marks, %,d notices%n",
          data.users, rows("inbox_state"), rows("inbox_mark"), rows("notice"));
      reads();
      if (postgres) {
        Reader reader = data.reader(30);
        plan("count", InboxSql.COUNT_UNREAD, reader, states.of(reader.user()).readUpto(), 101);
        plan("page", InboxSql.ALL, reader, 0, 21);
        plan("count of 200 groups", InboxSql.COUNT_UNREAD, someone("planned", 200), 0, 101);
      }
      extremes();
      new BenchLists(tidings, ADMIN, data.notices()).all();

      data.loadRemainingStates();
      jdbc.execute(postgres ? "vacuum analyze" : "analyze");
      timed(POSTS, this::post);
      report(
          "post to all, %,d users have state".formatted(rows("inbox_state")),
          timed(POSTS, this::post));
      rowsOfOnePost();
      sizes();
    }

    private Object post() {
      return desk.post(Draft.to("all").with("body", "x".repeat(200)));
    }

    private void reads() {
      timed(READS, () -> inbox.counts(data.readerWithState(random)));
      report("count", timed(READS, () -> inbox.counts(data.readerWithState(random))));
      if (postgres) {
        countsInTheDatabase();
      }
      timed(READS / 5, () -> page(data.readerWithState(random)));
      report("page of 20, with counts", timed(READS / 5, () -> page(data.readerWithState(random))));
      report(
          "first visit: count, and the state is written",
          timed(READS / 5, () -> inbox.counts(data.readerWithoutState(random))));
    }

    private InboxPage page(Reader reader) {
      return inbox.page(reader, new InboxFilter(InboxFilter.Status.ALL, null, Long.MAX_VALUE, 20));
    }

    /** The users that count worst. */
    private void extremes() {
      Reader never = someone("never", 1);
      report("count, nothing ever read", timed(500, () -> inbox.counts(never)));
      report("page, nothing ever read", timed(500, () -> page(never)));
      Reader groups = someone("groups", 200);
      report("count, 200 groups", timed(500, () -> inbox.counts(groups)));
      report("page, 200 groups", timed(500, () -> page(groups)));
      Reader muted = someone("muted", 1);
      states.save(
          muted.user(),
          new Preferences(
              List.of("notice", "urgent", "maintenance", "event", "complaint", "billing"), null));
      report("count, nothing read, all muted", timed(500, () -> inbox.counts(muted)));
      Reader each = someone("each", 1);
      jdbc.update(
          "insert into inbox_mark select 'each', event_seq, true, false from notice_audience"
              + " where audience_key = 'all'");
      jdbc.execute("analyze");
      report("count, all read one by one", timed(500, () -> inbox.counts(each)));
      report("page, all read one by one", timed(500, () -> page(each)));
    }

    /** Without the way there and back. */
    private void countsInTheDatabase() {
      timed(500, () -> countInTheDatabase(data.readerWithState(random)));
      long[] nanos = new long[2_000];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = countInTheDatabase(data.readerWithState(random));
      }
      Arrays.sort(nanos);
      report("count, planned and run by the database", nanos);
    }

    /** Nanoseconds. */
    private long countInTheDatabase(Reader reader) {
      InboxState state = states.of(reader.user());
      return count("explain (analyze, timing off, costs off) ", reader, state).stream()
          .filter(line -> line.contains("Planning Time") || line.contains("Execution Time"))
          .mapToLong(line -> (long) (Double.parseDouble(line.replaceAll("[^0-9.]", "")) * 1e6))
          .sum();
    }

    private Reader someone(String user, int groups) {
      jdbc.update(
          "insert into inbox_state (username, read_upto, muted_categories) values (?, 0, '')",
          user);
      Set<String> ids =
          IntStream.range(0, groups).mapToObj(i -> "g" + i).collect(Collectors.toSet());
      return BenchData.reader(user, ids);
    }

    private void plan(String what, String sql, Reader reader, long above, int limit) {
      System.out.println("\nplan of the " + what);
      bound("explain (analyze, buffers, costs off) " + sql, reader, above, limit)
          .forEach(System.out::println);
    }

    private List<String> count(String explain, Reader reader, InboxState state) {
      return bound(explain + InboxSql.COUNT_UNREAD, reader, state.readUpto(), Counts.CAP + 1);
    }

    private List<String> bound(String sql, Reader reader, long above, int limit) {
      return client
          .sql(sql)
          .param("user", reader.user())
          .param("keys", InboxSql.array(reader.keys()))
          .param("above", above)
          .param("before", data.newest() + 1)
          .param("category", "")
          .param("muted", new String[] {"event"})
          .param("n", limit)
          .query(String.class)
          .list();
    }

    private List<String> tables() {
      return jdbc.queryForList(
          "select table_name from information_schema.tables where table_schema = 'public'"
              + " and table_type = 'BASE TABLE' order by table_name",
          String.class);
    }

    private long rows(String table) {
      return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private void rowsOfOnePost() {
      List<String> tables = tables();
      long[] before = tables.stream().mapToLong(this::rows).toArray();
      post();
      System.out.print("rows of one post:");
      for (int i = 0; i < before.length; i++) {
        long more = rows(tables.get(i)) - before[i];
        if (more != 0) {
          System.out.printf(" %s %d", tables.get(i), more);
        }
      }
      System.out.println();
    }

    private void sizes() {
      if (postgres) {
        for (String table : List.of("inbox_state", "inbox_mark", "notice", "notice_audience")) {
          System.out.printf(
              "%s: %s with its indexes%n",
              table,
              jdbc.queryForObject(
                  "select pg_size_pretty(pg_total_relation_size('" + table + "'))", String.class));
        }
      }
    }
  }
}
