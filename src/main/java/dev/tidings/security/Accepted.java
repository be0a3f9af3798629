package dev.tidings.security;

import org.jspecify.annotations.Nullable;

/**
 * Credentials that are good.
 *
 * @param caller who they belong to
 * @param renewals how often the token was renewed, from 0; null when Tidings did not issue it, and
 *     so can't renew it
 * @param byCookie whether a browser sent them by itself, maybe for somebody else's page
 */
record Accepted(Caller caller, @Nullable Integer renewals, boolean byCookie) implements Presented {
  Accepted fromCookie() {
    return new Accepted(caller, renewals, true);
  }
}
