package dev.tidings.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns everything that goes wrong under a request into a problem document, once. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private final Failures failures;

  ProblemHandler(Failures failures) {
    this.failures = failures;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> failed(Exception failure, WebRequest request) {
    return answer(failures.problem(request.getDescription(false), failure), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String field = failure.getPropertyName() == null ? "parameter" : failure.getPropertyName();
    return answer(Problem.invalid(field, "must be a number"), request);
  }

  /** Jetty reads the query only when it is asked for a parameter. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> badQuery(
      HttpException.IllegalStateException failure, WebRequest request) {
    return answer(
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The query can't be read."), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(unreadable(failure), request);
  }

  /** Spring would log it as a warning, as if an operator could do something about it. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(failure, null, headers, status, request);
  }

  private static Problem unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLarge large) {
        return large.problem();
      }
    }
    return failure.getCause() instanceof JacksonException json
        ? UnreadableBody.problem(json)
        : Problem.of(HttpStatus.BAD_REQUEST, "body-missing", "The request needs a JSON body.");
  }

  private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
    return handleExceptionInternal(
        problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
  }

  /** Every document has a code, also those that Spring itself makes. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (request instanceof ServletWebRequest servlet) {
      HttpServletResponse response = servlet.getResponse();
      if (response != null && response.isCommitted()) {
        LOG.debug("Too late to answer: {}", failure.getMessage());
        return null;
      }
    }
    var uncached = HttpHeaders.copyOf(headers);
    uncached.setCacheControl(CacheControl.noStore());
    var answer = super.handleExceptionInternal(failure, body, uncached, status, request);
    if (answer != null
        && answer.getBody() instanceof ProblemDetail detail
        && (detail.getProperties() == null || !detail.getProperties().containsKey("code"))) {
      detail.setProperty("code", codeOf(status));
    }
    return answer;
  }

  static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "error"
        : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
