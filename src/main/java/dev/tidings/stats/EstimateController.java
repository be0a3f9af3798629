package dev.tidings.stats;

import dev.tidings.notice.AudienceKey;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/audiences/estimate}: how many a notice would reach right now. */
@RestController
final class EstimateController {
  private final OnlineUsers online;

  EstimateController(OnlineUsers online) {
    this.online = online;
  }

  record EstimateRequest(@Nullable List<@Nullable String> audience) {}

  @PostMapping("/api/v1/audiences/estimate")
  ResponseEntity<OnlineUsers.Estimate> estimate(
      @AuthenticationPrincipal Caller caller, @RequestBody EstimateRequest request) {
    List<AudienceKey> audience = AudienceKey.listOf(request.audience());
    List<AudienceKey> refused = caller.notCovered(audience);
    if (!refused.isEmpty()) {
      throw Problem.audienceForbidden(refused);
    }
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(online.of(audience));
  }
}
