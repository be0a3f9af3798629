package dev.tidings.admin;

import dev.tidings.delivery.Connection;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import dev.tidings.security.Revocation;
import dev.tidings.stream.Server;
import dev.tidings.stream.ServerDirectory;
import dev.tidings.stream.UserStreams;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/admin}: the servers, a user's streams on all of them, and ending them. */
@RestController
final class ClusterAdminController {
  private final LogReader log;
  private final ServerDirectory directory;
  private final UserStreams userStreams;
  private final ConnectionRegistry registry;
  private final Server server;
  private final ClusterOrders orders;

  ClusterAdminController(
      LogReader log,
      ServerDirectory directory,
      UserStreams userStreams,
      ConnectionRegistry registry,
      Server server,
      ClusterOrders orders) {
    this.log = log;
    this.directory = directory;
    this.userStreams = userStreams;
    this.registry = registry;
    this.server = server;
    this.orders = orders;
  }

  /**
   * A server.
   *
   * @param alive whether it has reported within 10 s
   * @param lag how many events it is behind the log's head
   * @param reportedAt by Redis' clock
   */
  record ServerView(
      String server,
      boolean alive,
      EventId cursor,
      long lag,
      boolean viaRedis,
      int connections,
      int users,
      Instant reportedAt) {}

  record Servers(EventId head, List<ServerView> items) {}

  /** An open stream. */
  record StreamView(String server, UUID id, Instant openedAt) {}

  /**
   * A user's open streams.
   *
   * @param allServers false while Redis can't be reached: then they are those of this server alone
   */
  record Streams(List<StreamView> items, boolean allServers) {}

  /**
   * Either a user or a token.
   *
   * @param expiresAt of the token, where it is known
   */
  record RevocationRequest(
      @Nullable String user, @Nullable String jti, @Nullable Instant expiresAt) {}

  @GetMapping("/api/v1/admin/servers")
  ResponseEntity<Servers> servers() {
    EventId head = log.head().newest();
    return directory
        .list()
        .map(
            listing ->
                noStore(
                    new Servers(
                        head,
                        listing.servers().stream()
                            .map(state -> view(state, listing.isAlive(state), head))
                            .toList())))
        .orElseThrow(
            () ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "redis-unavailable",
                        "Redis can't be reached; without it no server knows of the others.")
                    .retryAfter(2));
  }

  private static ServerView view(ServerDirectory.ServerState state, boolean alive, EventId head) {
    return new ServerView(
        state.name(),
        alive,
        state.cursor(),
        Math.max(0, head.seq() - state.cursor().seq()),
        state.viaRedis(),
        state.connections(),
        state.users(),
        state.at());
  }

  @GetMapping("/api/v1/admin/connections")
  ResponseEntity<Streams> connections(@RequestParam(name = "user") String user) {
    requireId("user", user);
    return noStore(
        userStreams
            .of(user)
            .map(
                open ->
                    new Streams(
                        open.stream()
                            .map(s -> new StreamView(s.server(), s.id(), s.openedAt()))
                            .toList(),
                        true))
            .orElseGet(() -> new Streams(ofThisServer(user), false)));
  }

  private List<StreamView> ofThisServer(String user) {
    return registry.ofUser(user).stream()
        .map(Connection::info)
        .map(info -> new StreamView(server.name(), info.id(), info.openedAt()))
        .toList();
  }

  @DeleteMapping("/api/v1/admin/connections")
  ResponseEntity<Void> end(
      @AuthenticationPrincipal Caller operator, @RequestParam(name = "user") String user) {
    requireId("user", user);
    orders.endStreams(operator, user);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/api/v1/admin/revocations")
  ResponseEntity<Revocation> revoke(
      @AuthenticationPrincipal Caller operator, @RequestBody RevocationRequest request) {
    String user = request.user();
    String jti = request.jti();
    if ((user == null) == (jti == null)) {
      throw Problem.invalid("user", "must be given, or else jti, but not both");
    }
    Revocation revocation;
    if (user != null) {
      if (request.expiresAt() != null) {
        throw Problem.invalid("expiresAt", "must be given with jti only");
      }
      requireId("user", user);
      revocation = orders.revokeUser(operator, user);
    } else {
      revocation = orders.revokeToken(operator, checkedTokenId(jti), request.expiresAt());
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(revocation);
  }

  private static String checkedTokenId(@Nullable String jti) {
    if (jti == null || !jti.matches("[ -~]{1,255}")) {
      throw Problem.invalid("jti", "must be 1-255 ASCII characters");
    }
    return jti;
  }

  private static void requireId(String field, String id) {
    if (!AudienceKey.isId(id)) {
      throw Problem.invalid(field, "must be " + AudienceKey.ID_FORM);
    }
  }

  private static <T> ResponseEntity<T> noStore(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
