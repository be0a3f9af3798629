package dev.tidings.inbox;

import dev.tidings.log.LogHead;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Severity;
import dev.tidings.security.Caller;
import dev.tidings.testing.RunningTidings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A large installation half a year old. Of its notices three in ten are for all, four for a group,
 * three for one user; half of a group's notices go to one group in a hundred. One user in ten has
 * ever opened the inbox: most of those were there lately, some long ago, and each has 20 marks.
 */
final class BenchData {
  private static final int BATCH = 10_000;
  private static final int MARKS = 20;
  private static final Duration AGE = Duration.ofDays(180);
  private static final List<String> CATEGORIES =
      List.of("notice", "urgent", "maintenance", "event", "complaint", "billing");

  final int users;
  private final int notices;
  private final int groups;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final LogReader log;

  /** The number of the event before the first one. */
  private long before;

  BenchData(RunningTidings tidings, int users, int notices, int groups) {
    this.users = users;
    this.notices = notices;
    this.groups = groups;
    this.jdbc = tidings.part(JdbcTemplate.class);
    this.transaction = tidings.part(TransactionTemplate.class);
    this.log = tidings.part(LogReader.class);
  }

  private static SplittableRandom random(long a, long b) {
    return new SplittableRandom(a * 1_000_003 + b);
  }

  /** Somebody of the users, always with the same groups: a busy one and some others. */
  Reader reader(int user) {
    var random = random(user, 1);
    var ids = new HashSet<String>();
    ids.add("g" + random.nextInt(groups / 100));
    int others = random.nextInt(5);
    for (int i = 0; i < others; i++) {
      ids.add("g" + random.nextInt(groups));
    }
    return reader("u" + user, ids);
  }

  static Reader reader(String user, Set<String> groups) {
    return Reader.of(
        new Caller(user, groups, Set.of(), List.of(), user, null, Instant.now().plusSeconds(60)));
  }

  /** A user who has opened the inbox. */
  Reader readerWithState(SplittableRandom random) {
    return reader(10 * random.nextInt(users / 10));
  }

  Reader readerWithoutState(SplittableRandom random) {
    return reader(10 * random.nextInt(users / 10) + 1 + random.nextInt(9));
  }

  int notices() {
    return notices;
  }

  /** The number of the newest notice. */
  long newest() {
    return before + notices;
  }

  void loadNotices() {
    transaction.executeWithoutResult(status -> appendNotices());
  }

  private void appendNotices() {
    LogHead head = log.head();
    before = head.seq();
    Instant start = head.time().minus(AGE);
    List<Integer> numbers = IntStream.range(0, notices).boxed().toList();
    batch(
        "insert into event_log (seq, epoch, uid, kind, notice_id, audience, payload, created_at)"
            + " values (?, ?, ?, 'notice', ?, ?, '{}', ?)",
        numbers,
        (row, i) -> {
          row.setLong(1, seq(i));
          row.setLong(2, head.epoch());
          row.setObject(3, UUID.randomUUID());
          row.setObject(4, id(i));
          row.setString(5, key(i));
          row.setTimestamp(6, Timestamp.from(head.time()));
        });
    batch(
        "insert into event_audience (audience_key, seq) values (?, ?)",
        numbers,
        (row, i) -> {
          row.setString(1, key(i));
          row.setLong(2, seq(i));
        });
    batch(
        "insert into notice (id, event_epoch, event_seq, audience, category, severity, title, body,"
            + " expires_at, published_at, created_at, created_by, revision, status)"
            + " values (?, ?, ?, ?, ?, ?, 'A title as they are', ?, ?, ?, ?, 'olga', 1, 'PUBLISHED')",
        numbers,
        (row, i) -> {
          Timestamp at = Timestamp.from(start.plus(AGE.multipliedBy(i).dividedBy(notices)));
          row.setObject(1, id(i));
          row.setLong(2, head.epoch());
          row.setLong(3, seq(i));
          row.setString(4, key(i));
          row.setString(5, CATEGORIES.get(i % CATEGORIES.size()));
          row.setString(6, (i % 20 == 7 ? Severity.CRITICAL : Severity.INFO).name());
          row.setString(7, "x".repeat(200));
          row.setTimestamp(8, i % 13 == 0 ? at : null);
          row.setTimestamp(9, at);
          row.setTimestamp(10, at);
        });
    batch(
        "insert into notice_audience (audience_key, event_seq, notice_id) values (?, ?, ?)",
        numbers,
        (row, i) -> {
          row.setString(1, key(i));
          row.setLong(2, seq(i));
          row.setObject(3, id(i));
        });
    jdbc.update("update stream_head set last_seq = ?, last_epoch = epoch", newest());
  }

  private long seq(int notice) {
    return before + 1 + notice;
  }

  private static UUID id(int notice) {
    return new UUID(0x7000, 0x8000_0000_0000_0000L | notice);
  }

  private String key(int notice) {
    var random = random(notice, 2);
    return switch (notice % 10) {
      case 0, 1, 2 -> "all";
      case 3, 4 -> "group:g" + random.nextInt(groups / 100);
      case 5, 6 -> "group:g" + random.nextInt(groups);
      default -> "user:u" + random.nextInt(users);
    };
  }

  /** What one user in ten has read. */
  void loadStates() {
    List<Integer> readers = IntStream.range(0, users / 10).boxed().toList();
    batch(
        "insert into inbox_state (username, read_upto, muted_categories) values (?, ?, ?)",
        readers,
        (row, reader) -> {
          row.setString(1, "u" + 10 * reader);
          row.setLong(2, readUpto(reader));
          row.setString(3, reader % 5 == 0 ? CATEGORIES.get(reader % 6) : "");
        });
    List<Integer> marks = IntStream.range(0, users / 10 * MARKS).boxed().toList();
    batch(
        "insert into inbox_mark (username, event_seq, is_read, is_archived) values (?, ?, ?, ?)",
        marks,
        (row, mark) -> {
          int reader = mark / MARKS;
          var random = random(mark, 3);
          // One of the 600 newest notices for all, each mark another one.
          int nth = mark % MARKS * 30 + random.nextInt(30);
          long seq = newest() - 9 - nth / 3 * 10 + nth % 3;
          boolean above = seq > readUpto(reader);
          int dice = random.nextInt(10);
          row.setString(1, "u" + 10 * reader);
          row.setLong(2, seq);
          row.setBoolean(3, above || dice > 1);
          row.setBoolean(4, above ? dice < 3 : dice > 1);
        });
  }

  private long readUpto(int reader) {
    var random = random(reader, 4);
    int dice = random.nextInt(10);
    int back = dice < 5 ? 30 : dice < 9 ? notices / 10 : notices;
    return newest() - random.nextInt(back);
  }

  /** All the others open their inboxes too. */
  void loadRemainingStates() {
    List<Integer> others = IntStream.range(0, users).filter(i -> i % 10 != 0).boxed().toList();
    batch(
        "insert into inbox_state (username, read_upto, muted_categories) values (?, ?, '')"
            + " on conflict do nothing",
        others,
        (row, user) -> {
          row.setString(1, "u" + user);
          row.setLong(2, newest());
        });
  }

  private void batch(
      String sql, List<Integer> items, ParameterizedPreparedStatementSetter<Integer> row) {
    transaction.executeWithoutResult(status -> jdbc.batchUpdate(sql, items, BATCH, row));
  }
}
