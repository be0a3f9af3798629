package dev.tidings.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;

/**
 * Tells whose page has sent a request. Only browsers say so; curl has no origin, and is nobody's.
 */
@Component
final class Origins {
  private final CorsSettings cors;

  Origins(CorsSettings cors) {
    this.cors = cors;
  }

  /** Whether another origin's page has sent it. */
  boolean isForeign(HttpServletRequest request) {
    return isCrossSite(request) || hasForeignOrigin(request);
  }

  /** Whether a page has sent it that is neither our own nor one of those allowed to call. */
  boolean isUntrusted(HttpServletRequest request) {
    return !isAllowed(request.getHeader(HttpHeaders.ORIGIN)) && isForeign(request);
  }

  boolean isAllowed(@Nullable String origin) {
    return origin != null && cors.allowedOrigins().contains(origin);
  }

  /** Fetch Metadata; a page can't forge it. "none" is the address bar. */
  private static boolean isCrossSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static boolean hasForeignOrigin(HttpServletRequest request) {
    try {
      return CorsUtils.isCorsRequest(request);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
