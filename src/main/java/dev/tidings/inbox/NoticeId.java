package dev.tidings.inbox;

import dev.tidings.problem.Problem;
import java.util.UUID;

/** A notice's id in a path. */
final class NoticeId {
  private NoticeId() {}

  /**
   * @throws Problem 404 when no notice has such an id
   */
  static UUID of(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // no notice either
    }
    throw Problem.notFound("notice");
  }
}
