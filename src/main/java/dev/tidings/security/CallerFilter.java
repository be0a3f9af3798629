package dev.tidings.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the {@link Caller} into the security context. Bad credentials only leave their {@link
 * Refusal} behind: whether they matter depends on what is called, as anybody may load the page or
 * log in with a stale cookie.
 */
final class CallerFilter extends OncePerRequestFilter {
  private static final String REFUSAL = CallerFilter.class.getName() + ".refusal";

  private final Credentials credentials;
  private final SecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  CallerFilter(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Why the request's credentials were not taken; null when it has none. */
  static @Nullable Refusal refusal(HttpServletRequest request) {
    return (Refusal) request.getAttribute(REFUSAL);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (credentials.of(request)) {
      case Accepted accepted -> admit(accepted, request, response);
      case Refusal refusal -> request.setAttribute(REFUSAL, refusal);
      case null -> {}
    }
    chain.doFilter(request, response);
  }

  private void admit(Accepted accepted, HttpServletRequest request, HttpServletResponse response) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new CallerAuthentication(accepted));
    SecurityContextHolder.setContext(context);
    // For the dispatch that ends an asynchronous answer.
    contexts.saveContext(context, request, response);
    if (accepted.byCookie() && Credentials.isSafe(request)) {
      SessionCookies.ensureXsrf(request, response);
    }
  }
}
