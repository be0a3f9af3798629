package dev.tidings.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * CORS: lets the pages of configured origins read answers, never with cookies.
 *
 * <p>A request that another origin makes without asking first is let through without those headers:
 * its browser withholds the answer, and whether the request may do anything is decided by its
 * credentials. Services and apps that happen to send an {@code Origin} go on working.
 */
final class CrossOriginAnswers extends DefaultCorsProcessor {
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final Origins origins;

  private CrossOriginAnswers(Origins origins) {
    this.origins = origins;
  }

  static CorsFilter filter(CorsSettings settings, Origins origins) {
    var rules = new CorsConfiguration();
    rules.setAllowedOrigins(settings.allowedOrigins());
    rules.setAllowCredentials(false);
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    rules.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            "Idempotency-Key",
            "Last-Event-ID"));
    rules.setExposedHeaders(
        List.of(
            HttpHeaders.LOCATION,
            HttpHeaders.ETAG,
            HttpHeaders.RETRY_AFTER,
            "Idempotency-Replayed"));
    rules.setMaxAge(MAX_AGE);
    var filter = new CorsFilter(request -> rules);
    filter.setCorsProcessor(new CrossOriginAnswers(origins));
    return filter;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origins.isAllowed(origin)) {
      return super.processRequest(rules, request, response);
    }
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (CorsUtils.isPreFlightRequest(request)) {
      ProblemWriter.write(request, response, Refusal.FOREIGN_ORIGIN);
      return false;
    }
    return true;
  }
}
