package dev.tidings.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A {@link Caller} as Spring Security carries it through a request. */
final class CallerAuthentication extends AbstractAuthenticationToken {
  private final Accepted accepted;

  CallerAuthentication(Accepted accepted) {
    super(
        AuthorityUtils.createAuthorityList(
            accepted.caller().roles().stream().map(role -> "ROLE_" + role).toList()));
    this.accepted = accepted;
    setAuthenticated(true);
  }

  Accepted accepted() {
    return accepted;
  }

  @Override
  public Caller getPrincipal() {
    return accepted.caller();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public String getName() {
    return accepted.caller().user();
  }
}
