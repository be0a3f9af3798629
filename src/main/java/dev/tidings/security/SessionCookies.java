package dev.tidings.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.web.util.WebUtils;

/**
 * The two cookies of a browser: the token, which no script can read, and a random value that a
 * script of the same site has to repeat in a header when it changes something.
 */
final class SessionCookies {
  static final String SESSION = "tidings_session";
  static final String XSRF = "XSRF-TOKEN";

  /** Browsers drop cookies of more than 4,096 bytes, name and attributes included. */
  static final int MAX_TOKEN = 3_800;

  private SessionCookies() {}

  static @Nullable String token(HttpServletRequest request) {
    return value(request, SESSION);
  }

  /** Does nothing for a token that no browser would keep. */
  static void set(
      HttpServletRequest request, HttpServletResponse response, String token, Duration age) {
    if (token.length() <= MAX_TOKEN) {
      add(response, cookie(request, SESSION, token).httpOnly(true).maxAge(age));
    }
  }

  static void clear(HttpServletRequest request, HttpServletResponse response) {
    add(response, cookie(request, SESSION, "").httpOnly(true).maxAge(Duration.ZERO));
  }

  /** Gives the browser a value to repeat, unless it has one. */
  static void ensureXsrf(HttpServletRequest request, HttpServletResponse response) {
    String known = value(request, XSRF);
    if (known == null || known.isEmpty()) {
      add(response, cookie(request, XSRF, RandomText.ofBytes(16)));
    }
  }

  /** Whether the request repeats the value of its cookie, which another site's page can't read. */
  static boolean repeatsXsrf(HttpServletRequest request) {
    String known = value(request, XSRF);
    return known != null && !known.isEmpty() && known.equals(request.getHeader("X-XSRF-TOKEN"));
  }

  private static @Nullable String value(HttpServletRequest request, String name) {
    Cookie cookie = WebUtils.getCookie(request, name);
    return cookie == null ? null : cookie.getValue();
  }

  private static ResponseCookieBuilder cookie(
      HttpServletRequest request, String name, String value) {
    return ResponseCookie.from(name, value).path("/").sameSite("Lax").secure(request.isSecure());
  }

  private static void add(HttpServletResponse response, ResponseCookieBuilder cookie) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }
}
