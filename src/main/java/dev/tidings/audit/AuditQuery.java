package dev.tidings.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted. What is null does not matter.
 *
 * @param actor who did it
 * @param action what was done
 * @param subject to what, as in {@link AuditSubject#value}
 * @param from at that time or later
 * @param to before that time
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable AuditAction action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to) {}
