package dev.tidings.publish;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.NoticeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which notices are wanted. What is null does not matter.
 *
 * @param audience one of their keys
 * @param text part of their title, in whatever case
 */
record NoticeFilter(
    @Nullable NoticeStatus status,
    @Nullable String category,
    @Nullable AudienceKey audience,
    @Nullable String text) {}
