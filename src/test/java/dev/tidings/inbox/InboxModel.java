package dev.tidings.inbox;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What inboxes should hold, said as simply as can be: no database, no cleverness. Marks remember
 * the log's head at which they were made, as the definition has it.
 */
final class InboxModel {
  /** The log's newest number. */
  long head;

  final Map<UUID, Item> items = new LinkedHashMap<>();

  enum Stage {
    SCHEDULED,
    OUT,
    OVER,
    RETRACTED
  }

  /** A notice. */
  static final class Item {
    final UUID id;
    final Set<AudienceKey> audience;
    final String category;
    final Severity severity;
    Stage stage;
    int revision;

    /** The number of the event that made it news. */
    long news;

    Item(UUID id, Set<AudienceKey> audience, String category, Severity severity, Stage stage) {
      this.id = id;
      this.audience = audience;
      this.category = category;
      this.severity = severity;
      this.stage = stage;
    }

    boolean isFor(Set<AudienceKey> keys) {
      return audience.stream().anyMatch(keys::contains);
    }
  }

  /** A notice as somebody has it. */
  record Shown(UUID id, int revision, boolean read, boolean archived, boolean muted) {
    boolean counts() {
      return !read && !archived && !muted;
    }
  }

  /** Somebody with an inbox. */
  final class Person {
    long readUpto;
    List<String> muted = List.of();
    private final Map<UUID, Stamp> reads = new HashMap<>();
    private final Map<UUID, Long> archive = new HashMap<>();

    private record Stamp(boolean read, long head) {}

    boolean isRead(Item item) {
      Stamp stamp = reads.get(item.id);
      return stamp != null && stamp.head >= item.news ? stamp.read : item.news <= readUpto;
    }

    boolean isArchived(Item item) {
      return archive.getOrDefault(item.id, -1L) >= item.news;
    }

    /** Whether it is shown differently afterwards. */
    boolean mark(Item item, Mark.Action action) {
      boolean wasRead = isRead(item);
      boolean wasArchived = isArchived(item);
      switch (action) {
        case READ -> reads.put(item.id, new Stamp(true, head));
        case UNREAD -> reads.put(item.id, new Stamp(false, head));
        case ARCHIVE -> {
          reads.put(item.id, new Stamp(true, head));
          archive.put(item.id, head);
        }
        case UNARCHIVE -> archive.remove(item.id);
      }
      return isRead(item) != wasRead || isArchived(item) != wasArchived;
    }

    /** Whether that is further than before. */
    boolean readUpTo(long position) {
      if (position <= readUpto) {
        return false;
      }
      readUpto = position;
      reads
          .entrySet()
          .removeIf(mark -> mark.getValue().read && items.get(mark.getKey()).news <= position);
      return true;
    }

    Shown shown(Item item) {
      boolean quiet = muted.contains(item.category) && item.severity != Severity.CRITICAL;
      return new Shown(item.id, item.revision, isRead(item), isArchived(item), quiet);
    }

    /** Everything that can be seen with these keys, the archive too, newest first. */
    List<Shown> everything(Set<AudienceKey> keys) {
      var found = new ArrayList<Item>();
      for (Item item : items.values()) {
        if (item.stage == Stage.OUT && item.isFor(keys)) {
          found.add(item);
        }
      }
      found.sort(Comparator.comparingLong((Item item) -> item.news).reversed());
      return found.stream().map(this::shown).toList();
    }

    List<Shown> list(Set<AudienceKey> keys, InboxFilter.Status status) {
      return everything(keys).stream()
          .filter(
              shown ->
                  switch (status) {
                    case ALL -> !shown.archived();
                    case UNREAD -> shown.counts();
                    case ARCHIVED -> shown.archived();
                  })
          .toList();
    }

    int unread(Set<AudienceKey> keys) {
      return list(keys, InboxFilter.Status.UNREAD).size();
    }
  }
}
