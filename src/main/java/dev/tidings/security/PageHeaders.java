package dev.tidings.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** What pages may load, and who may show them in a frame. */
final class PageHeaders implements HeaderWriter {
  /** Shown twice, side by side, in frames of the start page. Nothing else is ever framed. */
  private static final String SAMPLE = "/demo/site.html";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self';"
          + " frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors %s;"
          + " require-trusted-types-for 'script'";

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    boolean isSample = request.getRequestURI().equals(request.getContextPath() + SAMPLE);
    response.setHeader("Content-Security-Policy", POLICY.formatted(isSample ? "'self'" : "'none'"));
    response.setHeader("X-Frame-Options", isSample ? "SAMEORIGIN" : "DENY");
  }
}
