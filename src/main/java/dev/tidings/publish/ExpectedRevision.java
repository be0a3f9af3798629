package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import dev.tidings.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;

/**
 * The revisions that a change is meant for: the header {@code If-Match}.
 *
 * @param tags null when any revision will do
 */
record ExpectedRevision(@Nullable List<ETag> tags) {
  /**
   * Reads the header.
   *
   * @param header null when there is none
   * @throws InvalidValue when it is not a list of entity tags
   */
  static ExpectedRevision of(@Nullable String header) {
    if (header == null || header.strip().equals("*")) {
      return new ExpectedRevision(null);
    }
    List<ETag> tags = ETag.parse(header);
    if (tags.isEmpty()) {
      throw new InvalidValue("If-Match", "must be * or a notice's ETag, such as \"3\"");
    }
    return new ExpectedRevision(tags);
  }

  /** The entity tag of a notice as it is. */
  static String etag(Notice notice) {
    return "\"" + notice.revision() + "\"";
  }

  /**
   * Does nothing if the notice has an expected revision.
   *
   * @throws Problem 412 {@code stale-revision}
   */
  void require(Notice notice) {
    String current = etag(notice);
    if (tags != null && tags.stream().noneMatch(tag -> tag.formattedTag().equals(current))) {
      throw Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "stale-revision",
              "The notice has revision " + notice.revision() + " now.")
          .with("revision", notice.revision());
    }
  }
}
