package dev.tidings.stats;

import dev.tidings.inbox.InboxChange;
import dev.tidings.inbox.InboxChanges;
import dev.tidings.inbox.ReadUpTo;
import dev.tidings.stream.NoticeReach;
import dev.tidings.stream.NoticeReach.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import org.springframework.stereotype.Component;

/**
 * What people have read lately on this server. It tells which notices to count again; and it counts
 * readers of notices for groups, as the database can't tell who is in a group: their tokens could,
 * when they read.
 */
@Component
class ReadReports {
  /** Of each kind; further ones are lost, and the counts are a little too low. */
  private static final int MOST = 10_000;

  /** What somebody who comes back after weeks has read at once is not counted beyond these. */
  private static final int NEWEST = 200;

  private final ArrayBlockingQueue<InboxChange> marked = new ArrayBlockingQueue<>(MOST);
  private final ArrayBlockingQueue<ReadUpTo> readUpTo = new ArrayBlockingQueue<>(MOST);
  private final StatsNotices notices;
  private final NoticeReach reach;
  private final Sampler sampler;

  ReadReports(InboxChanges changes, StatsNotices notices, NoticeReach reach, Sampler sampler) {
    this.notices = notices;
    this.reach = reach;
    this.sampler = sampler;
    changes.onChange(
        change -> {
          if (!change.notices().isEmpty()) {
            marked.offer(change);
          }
        });
    changes.onReadUpTo(readUpTo::offer);
  }

  /** Counts what was reported. */
  void count() {
    countMarked();
    var read = new ArrayList<ReadUpTo>();
    readUpTo.drainTo(read);
    read.forEach(this::count);
  }

  private void countMarked() {
    var changes = new ArrayList<InboxChange>();
    marked.drainTo(changes);
    Map<UUID, Set<String>> users = new HashMap<>();
    for (InboxChange change : changes) {
      for (UUID notice : change.notices()) {
        users.computeIfAbsent(notice, id -> new HashSet<>()).add(change.user());
      }
    }
    for (StatsNotice notice : notices.find(users.keySet())) {
      Long seq = notice.eventSeq();
      if (seq != null && !notice.hasKnownAudience()) {
        List<String> readers = notices.readers(seq, users.getOrDefault(notice.id(), Set.of()));
        reach.add(Kind.READ, notice.id(), readers);
      }
      sampler.changed(notice.id());
    }
  }

  private void count(ReadUpTo read) {
    for (StatsNotice notice :
        notices.justRead(
            read.reader().user(), read.reader().keys(), read.from(), read.upTo(), NEWEST)) {
      if (!notice.hasKnownAudience()) {
        reach.add(Kind.READ, notice.id(), List.of(read.reader().user()));
      }
      sampler.changed(notice.id());
    }
  }
}
