package dev.tidings.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Says no, in one form, wherever Spring Security does. */
final class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
  private static final Refusal FORBIDDEN =
      new Refusal(HttpStatus.FORBIDDEN, "forbidden", "The token's roles do not allow this.");
  private static final Refusal REJECTED =
      new Refusal(HttpStatus.BAD_REQUEST, "invalid-request", "The request is not well-formed.");

  /** The caller is unknown. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    Refusal refusal = CallerFilter.refusal(request);
    ProblemWriter.write(
        request, response, Objects.requireNonNullElse(refusal, Refusal.TOKEN_MISSING));
  }

  /** The caller is known, and may not. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    ProblemWriter.write(request, response, FORBIDDEN);
  }

  /** The request is suspicious in itself, such as a path with {@code //} or {@code ;}. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException cause)
      throws IOException {
    ProblemWriter.write(request, response, REJECTED);
  }
}
