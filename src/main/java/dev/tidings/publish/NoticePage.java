package dev.tidings.publish;

import dev.tidings.notice.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices, newest first.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
record NoticePage(List<Notice> items, @Nullable String nextCursor) {}
