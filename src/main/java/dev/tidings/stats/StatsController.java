package dev.tidings.stats;

import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/notices/{id}/stats}: what became of a notice. */
@RestController
final class StatsController {
  private final StatsNotices notices;
  private final NoticeCounts counts;
  private final Samples samples;

  StatsController(StatsNotices notices, NoticeCounts counts, Samples samples) {
    this.notices = notices;
    this.counts = counts;
    this.samples = samples;
  }

  @GetMapping("/api/v1/notices/{id}/stats")
  ResponseEntity<NoticeStats> stats(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    StatsNotice notice =
        notices.find(List.of(parse(id))).stream()
            .filter(found -> caller.notCovered(found.audience()).isEmpty())
            .findFirst()
            .orElseThrow(() -> Problem.notFound("notice"));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new NoticeStats(
                counts.reached(notice),
                counts.read(notice),
                counts.archived(notice),
                samples.of(notice.id())));
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("notice");
    }
  }
}
