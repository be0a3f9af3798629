package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The events {@code state} that a device has heard, in order. */
final class States {
  private final List<Heard> all = new ArrayList<>();

  /**
   * @param counted how many unread notices the device has with it
   */
  private record Heard(JsonNode state, long counted) {
    boolean isRefresh() {
      return state.path("refresh").asBoolean(false);
    }

    boolean agrees() {
      return counted == state.path("unread").asLong();
    }

    /** A refresh tells of everything. */
    boolean tells(InboxChange change) {
      EventId upTo = change.readUpTo();
      return isRefresh()
          || (upTo != null && upTo.toString().equals(state.path("readUpTo").asString("")))
          || (change.preferences() && state.path("preferences").asBoolean(false))
          || change.notices().stream().anyMatch(this::tells);
    }

    private boolean tells(UUID notice) {
      return StreamSupport.stream(state.path("changes").spliterator(), false)
          .anyMatch(changed -> changed.path("id").asString().equals(notice.toString()));
    }
  }

  void add(JsonNode state, long counted) {
    all.add(new Heard(state, counted));
  }

  int size() {
    return all.size();
  }

  /** Those that say what changed. */
  long inDetail() {
    return all.stream().filter(heard -> !heard.isRefresh()).count();
  }

  /** Whether one tells of that, and of as many unread ones as the device has; not the first few. */
  boolean tell(InboxChange change, int after) {
    return all.stream().skip(after).anyMatch(heard -> heard.tells(change) && heard.agrees());
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
