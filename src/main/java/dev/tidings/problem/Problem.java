package dev.tidings.problem;

import dev.tidings.notice.AudienceKey;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that the caller can understand and act on. Thrown by controllers and what they call;
 * answered as RFC 9457 {@code application/problem+json} with a {@code code} that never changes.
 */
public final class Problem extends ErrorResponseException {
  private Problem(HttpStatus status, String code, String detail) {
    super(status, body(status, code, detail), null);
  }

  /**
   * @param code kebab-case, stable: programs switch on it
   * @param detail one sentence for a person; never repeats secrets or other people's data
   */
  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(status, code, detail);
  }

  /** 400 {@code invalid-value}: a field breaks its limit. */
  public static Problem invalid(String field, String limit) {
    return of(HttpStatus.BAD_REQUEST, "invalid-value", field + " " + limit)
        .with("field", field)
        .with("limit", limit);
  }

  /** 404 {@code not-found}: also for what exists but is none of the caller's business. */
  public static Problem notFound(String what) {
    return of(HttpStatus.NOT_FOUND, "not-found", "There is no such " + what + ".");
  }

  /** 403 {@code audience-forbidden}: the caller may not address these. */
  public static Problem audienceForbidden(List<AudienceKey> refused) {
    String some =
        refused.stream().limit(5).map(AudienceKey::value).collect(Collectors.joining(", "));
    return of(
            HttpStatus.FORBIDDEN,
            "audience-forbidden",
            "The token does not allow to address " + some)
        .with("field", "audience");
  }

  /** Adds a member to the problem document. */
  public Problem with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  /** Adds {@code Retry-After}, in seconds. */
  public Problem retryAfter(int seconds) {
    getHeaders().set("Retry-After", Integer.toString(seconds));
    return this;
  }

  /** The document alone, for filters that answer outside of controllers. */
  public static ProblemDetail body(HttpStatus status, String code, String detail) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setType(URI.create("about:blank"));
    body.setProperty("code", code);
    return body;
  }
}
