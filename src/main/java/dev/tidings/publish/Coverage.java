package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

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
      String some =
          refused.stream().limit(5).map(AudienceKey::value).collect(Collectors.joining(", "));
      throw Problem.of(
              HttpStatus.FORBIDDEN,
              "audience-forbidden",
              "The token does not allow to address " + some)
          .with("field", "audience");
    }
  }

  /** Whether the caller may know that the notice exists. */
  static boolean shows(Caller caller, Notice notice) {
    return caller.notCovered(notice.audience()).isEmpty();
  }
}
