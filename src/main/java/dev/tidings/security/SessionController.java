package dev.tidings.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.notice.AudienceKey;
import dev.tidings.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out, for people with an account here. */
@RestController
@RequestMapping("/api/v1/session")
final class SessionController {
  /** Far beyond what {@link Passwords} looks at. */
  private static final int MAX_PASSWORD = 1_000;

  private final Accounts accounts;
  private final Tokens tokens;
  private final Revocations revocations;
  private final LoginLimits limits;
  private final Origins origins;
  private final Clock clock;

  SessionController(
      Accounts accounts,
      Tokens tokens,
      Revocations revocations,
      LoginLimits limits,
      Origins origins,
      Clock clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.revocations = revocations;
    this.limits = limits;
    this.origins = origins;
    this.clock = clock;
  }

  record Login(@Nullable String username, @Nullable String password) {
    /** Without the password, as this may end up in a log. */
    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  record User(String id, List<String> groups, List<Role> roles) {
    static User of(Caller caller) {
      return new User(
          caller.user(),
          caller.groups().stream().sorted().toList(),
          caller.roles().stream().sorted().toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Session(@Nullable String token, Instant expiresAt, User user) {
    static Session of(IssuedToken token) {
      return new Session(token.text(), token.caller().expiresAt(), User.of(token.caller()));
    }
  }

  /**
   * JSON only: a form of another site can send no JSON without asking first, and so can't log
   * somebody in as somebody else.
   */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Session logIn(
      @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
    if (origins.isUntrusted(request)) {
      throw problem(Refusal.FOREIGN_ORIGIN);
    }
    String username = text("username", login.username(), AudienceKey.MAX_ID);
    String password = text("password", login.password(), MAX_PASSWORD);
    String address = request.getRemoteAddr();
    Duration wait = limits.take(username, address);
    if (!wait.isZero()) {
      throw Problem.of(
              HttpStatus.TOO_MANY_REQUESTS, "too-many-logins", "Too many failed log-ins. Wait.")
          .retryAfter(Math.toIntExact(wait.plusMillis(999).toSeconds()));
    }
    Account account = accounts.logIn(username, password);
    if (account == null) {
      throw problem(Refusal.BAD_CREDENTIALS);
    }
    limits.giveBack(username, address);
    IssuedToken token = tokens.issue(account, revocations.timeOfNewToken(username));
    setCookies(request, response, token);
    return Session.of(token);
  }

  @GetMapping
  Session whoAmI(CallerAuthentication authentication) {
    Caller caller = authentication.getPrincipal();
    return new Session(null, caller.expiresAt(), User.of(caller));
  }

  @PostMapping("/renew")
  @ResponseStatus(HttpStatus.CREATED)
  Session renew(
      CallerAuthentication authentication,
      HttpServletRequest request,
      HttpServletResponse response) {
    Accepted old = authentication.accepted();
    if (old.renewals() == null) {
      throw problem(Refusal.NOT_RENEWABLE);
    }
    IssuedToken token = tokens.renew(old.caller(), old.renewals(), clock.instant());
    if (old.byCookie()) {
      setCookies(request, response, token);
    }
    return Session.of(token);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logOut(
      CallerAuthentication authentication,
      HttpServletRequest request,
      HttpServletResponse response) {
    revocations.revokeToken(authentication.getPrincipal());
    SessionCookies.clear(request, response);
  }

  private void setCookies(
      HttpServletRequest request, HttpServletResponse response, IssuedToken token) {
    Duration age = Duration.between(clock.instant(), token.caller().expiresAt());
    SessionCookies.set(request, response, token.text(), age);
    SessionCookies.ensureXsrf(request, response);
  }

  private static String text(String field, @Nullable String value, int max) {
    if (value == null || value.isEmpty() || value.length() > max) {
      throw Problem.invalid(field, "must have 1 to " + max + " characters");
    }
    return value;
  }

  private static Problem problem(Refusal refusal) {
    Problem problem = Problem.of(refusal.status(), refusal.code(), refusal.detail());
    if (refusal.status() == HttpStatus.UNAUTHORIZED) {
      problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return problem;
  }
}
