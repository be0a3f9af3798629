package dev.tidings.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param id its number, higher than those of entries before it
 * @param at when, by the database's clock
 * @param actor the user who did it; null: Tidings itself
 * @param tokenId the id of the token it was done with; null: Tidings itself
 * @param action what, see {@link AuditAction}
 * @param subject to what, see {@link AuditSubject}
 * @param details facts about it, JSON; null for none
 * @param title what the notice is called that it is about: now, or before it was retracted; null
 *     for other subjects, and when nothing is left of it
 * @param notice the notice as it was before, JSON; null unless the entry keeps it
 */
public record AuditEntry(
    long id,
    Instant at,
    @Nullable String actor,
    @Nullable String tokenId,
    String action,
    String subject,
    @JsonRawValue @Nullable String details,
    @Nullable String title,
    @JsonRawValue @Nullable String notice) {
  AuditEntry titled(@Nullable String other) {
    return new AuditEntry(id, at, actor, tokenId, action, subject, details, other, notice);
  }
}
