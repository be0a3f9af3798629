package dev.tidings.problem;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** A request body is larger than the API takes; noticed while it is being read. */
final class BodyTooLarge extends IOException {
  private final long limit;

  BodyTooLarge(long limit) {
    super("more than " + limit + " bytes");
    this.limit = limit;
  }

  Problem problem() {
    return of(limit);
  }

  /** 413 {@code too-large}. */
  static Problem of(long limit) {
    return Problem.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-large",
            "The body must not be larger than " + limit / 1024 + " KiB.")
        .with("field", "body")
        .with("limit", "must not be larger than " + limit / 1024 + " KiB");
  }
}
