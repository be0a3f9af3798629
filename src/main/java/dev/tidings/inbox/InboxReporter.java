package dev.tidings.inbox;

import dev.tidings.inbox.InboxReport.Changed;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks up what a change means for one reader: what they may see depends on their token. */
@Repository
public class InboxReporter {
  private final JdbcClient jdbc;
  private final LogReader log;
  private final InboxStates states;
  private final UnreadCounter counter;

  InboxReporter(JdbcClient jdbc, LogReader log, InboxStates states, UnreadCounter counter) {
    this.jdbc = jdbc;
    this.log = log;
    this.states = states;
    this.counter = counter;
  }

  /**
   * The inbox as it is now, as far as the change touched it.
   *
   * @throws org.springframework.dao.DataAccessException when the database can't be reached
   */
  public InboxReport report(Reader reader, InboxChange change) {
    EventId head = log.head().newest();
    InboxState state = states.of(reader.user());
    Counts counts = counter.count(reader, state, head);
    List<Changed> changes = changes(reader, state, change);
    boolean refresh = change.refresh() || changes.size() > InboxChange.MOST;
    return new InboxReport(
        counts.unread(),
        counts.capped(),
        head,
        changes.isEmpty() || refresh ? null : changes,
        refresh ? null : change.readUpTo(),
        orNull(change.preferences()),
        orNull(refresh));
  }

  private static @Nullable Boolean orNull(boolean flag) {
    return flag ? true : null;
  }

  private List<Changed> changes(Reader reader, InboxState state, InboxChange change) {
    var changes = new ArrayList<Changed>();
    if (!change.refresh() && !change.notices().isEmpty()) {
      changes.addAll(marked(reader, state, change));
    }
    if (!change.refresh() && change.readUpTo() != null) {
      keptUnread(reader, state).stream()
          .filter(kept -> !change.notices().contains(kept.id()))
          .forEach(changes::add);
    }
    return changes;
  }

  private List<Changed> marked(Reader reader, InboxState state, InboxChange change) {
    return jdbc.sql(InboxSql.FLAGS)
        .param("user", reader.user())
        .param("keys", InboxSql.array(reader.keys()))
        .param("readUpto", state.readUpto())
        .param("ids", change.notices().toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Changed(
                    row.getObject("id", UUID.class),
                    row.getBoolean("is_read"),
                    row.getBoolean("is_archived")))
        .list();
  }

  /** What a position does not read: those that were marked unread by hand. */
  private List<Changed> keptUnread(Reader reader, InboxState state) {
    return jdbc.sql(InboxSql.KEPT_UNREAD)
        .param("user", reader.user())
        .param("keys", InboxSql.array(reader.keys()))
        .param("above", state.readUpto())
        .param("n", InboxChange.MOST + 1)
        .query(
            (row, n) ->
                new Changed(row.getObject("id", UUID.class), false, row.getBoolean("is_archived")))
        .list();
  }
}
