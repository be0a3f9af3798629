package dev.tidings.security;

import dev.tidings.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document (RFC 9457) where no controller was reached. */
final class ProblemWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private ProblemWriter() {}

  static void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    HttpStatus status = refusal.status();
    if (status == HttpStatus.UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", challenge(refusal));
    }
    response.setStatus(status.value());
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    ProblemDetail body = Problem.body(status, refusal.code(), refusal.detail());
    body.setInstance(URI.create(request.getRequestURI()));
    response.getOutputStream().write(json(body));
  }

  /** RFC 6750 section 3.1: an error is only named when credentials were presented. */
  private static String challenge(Refusal refusal) {
    return refusal == Refusal.TOKEN_MISSING ? "Bearer" : "Bearer error=\"invalid_token\"";
  }

  private static byte[] json(ProblemDetail body) {
    return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }
}
