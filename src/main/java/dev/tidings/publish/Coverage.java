package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.List;

/** Whom a caller may address, and so which notices are their business. */
final class Coverage {
  private Coverage() {}

  /**
   * Does nothing if the caller may address all of them.
   *
   * @throws Problem 403 {@code audience-forbidden}
   */
  static void require(Caller caller, List<AudienceKey> audience) {
    List<AudienceKey> refused = caller.notCovered(audience);
    if (!refused.isEmpty()) {
      throw Problem.audienceForbidden(refused);
    }
  }

  /** Whether the caller may know that the notice exists. */
  static boolean shows(Caller caller, Notice notice) {
    return caller.notCovered(notice.audience()).isEmpty();
  }
}
