package dev.tidings.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Finds out what a request presents, and whether it is good. What is stated for this request (a
 * Bearer token, a ticket) goes before what the browser sends along (the cookie), and when it is bad
 * nothing else is tried: whoever states an identity must not get another one.
 */
@Component
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final String STREAM = "/api/v1/me/stream";
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Tokens tokens;
  private final StreamTickets tickets;
  private final Revocations revocations;
  private final Origins origins;

  Credentials(Tokens tokens, StreamTickets tickets, Revocations revocations, Origins origins) {
    this.tokens = tokens;
    this.tickets = tickets;
    this.revocations = revocations;
    this.origins = origins;
  }

  /** Null when the request presents nothing. */
  @Nullable Presented of(HttpServletRequest request) {
    Presented presented = read(request);
    return presented instanceof Accepted accepted && revocations.isRevoked(accepted.caller())
        ? Refusal.TOKEN_REVOKED
        : presented;
  }

  static boolean isSafe(HttpServletRequest request) {
    return SAFE_METHODS.contains(request.getMethod());
  }

  private @Nullable Presented read(HttpServletRequest request) {
    List<String> bearers =
        Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
            .filter(value -> value.regionMatches(true, 0, BEARER.strip(), 0, BEARER.length() - 1))
            .toList();
    if (!bearers.isEmpty()) {
      return bearers.size() == 1 ? bearer(bearers.getFirst()) : Refusal.TOKEN_INVALID;
    }
    String[] ticket = isStream(request) ? request.getParameterValues("ticket") : null;
    if (ticket != null) {
      return ticket.length == 1 ? ticket(ticket[0]) : Refusal.TICKET_INVALID;
    }
    String cookie = SessionCookies.token(request);
    return cookie == null || cookie.isEmpty() ? null : cookie(request, cookie);
  }

  private Presented bearer(String header) {
    return header.length() > BEARER.length() && header.charAt(BEARER.length() - 1) == ' '
        ? tokens.verify(header.substring(BEARER.length()).strip())
        : Refusal.TOKEN_INVALID;
  }

  private Presented ticket(String ticket) {
    try {
      Caller caller = tickets.use(ticket);
      return caller == null ? Refusal.TICKET_INVALID : new Accepted(caller, null, false);
    } catch (DataAccessException e) {
      return Refusal.TICKET_UNCHECKED;
    }
  }

  private Presented cookie(HttpServletRequest request, String token) {
    if (origins.isForeign(request)) {
      return Refusal.FOREIGN_ORIGIN;
    }
    if (token.length() > SessionCookies.MAX_TOKEN) {
      return Refusal.invalidToken(
          "The cookie is longer than " + SessionCookies.MAX_TOKEN + " characters.");
    }
    return switch (tokens.verify(token)) {
      case Accepted accepted when !isSafe(request) && !SessionCookies.repeatsXsrf(request) ->
          Refusal.CSRF;
      case Accepted accepted -> accepted.fromCookie();
      case Refusal refusal -> refusal;
    };
  }

  private static boolean isStream(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getRequestURI().equals(request.getContextPath() + STREAM);
  }
}
