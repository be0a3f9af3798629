package dev.tidings.security;

import org.springframework.http.HttpStatus;

/**
 * Credentials that are not good.
 *
 * @param status 401, 403 or 503
 * @param code the problem's code, stable
 * @param detail one sentence for a person; never repeats the credentials
 */
record Refusal(HttpStatus status, String code, String detail) implements Presented {
  static final Refusal TOKEN_MISSING =
      unauthorized("token-missing", "This needs a token: log in with POST /api/v1/session.");
  static final Refusal TOKEN_INVALID =
      unauthorized("token-invalid", "The token can't be read, or nobody trusted has signed it.");
  static final Refusal TOKEN_EXPIRED =
      unauthorized("token-expired", "The token has expired: log in again.");
  static final Refusal TOKEN_REVOKED =
      unauthorized("token-revoked", "The token was revoked: log in again.");
  static final Refusal TICKET_INVALID =
      unauthorized(
          "ticket-invalid",
          "The ticket is unknown, expired or used: get a new one with POST"
              + " /api/v1/stream-tickets.");
  static final Refusal BAD_CREDENTIALS =
      unauthorized("bad-credentials", "The user name or the password is wrong.");
  static final Refusal NOT_RENEWABLE =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "not-renewable",
          "Only tokens that Tidings issued can be renewed here: ask whoever signed this one.");
  static final Refusal CSRF =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "csrf",
          "A change by cookie needs the value of the cookie XSRF-TOKEN in the header"
              + " X-XSRF-TOKEN.");
  static final Refusal FOREIGN_ORIGIN =
      new Refusal(
          HttpStatus.FORBIDDEN,
          "foreign-origin",
          "The request comes from a page of another origin. Behind a proxy, the server must be told"
              + " the origin that browsers see (server.forward-headers-strategy).");
  static final Refusal TICKET_UNCHECKED =
      new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE,
          "database-unavailable",
          "The database does not answer. Try again.");

  static Refusal invalidToken(String detail) {
    return unauthorized(TOKEN_INVALID.code(), detail);
  }

  private static Refusal unauthorized(String code, String detail) {
    return new Refusal(HttpStatus.UNAUTHORIZED, code, detail);
  }
}
