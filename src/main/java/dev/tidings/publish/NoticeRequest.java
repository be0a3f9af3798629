package dev.tidings.publish;

import dev.tidings.notice.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notice as it is posted, before anything is checked; every field may be missing. The fields are
 * those of {@link dev.tidings.notice.Notice}.
 */
record NoticeRequest(
    @Nullable List<@Nullable String> audience,
    @Nullable String category,
    @Nullable Severity severity,
    @Nullable String title,
    @Nullable String body,
    @Nullable String link,
    @Nullable JsonNode data,
    @Nullable Instant publishAt,
    @Nullable Instant expiresAt) {}
