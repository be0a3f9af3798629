package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import dev.tidings.notice.RecipientNotice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices, newest first.
 *
 * @param nextCursor where the next page begins; null on the last one
 * @param head the log's newest event before the page was read: a stream that is opened with it as
 *     last event id misses nothing that the page lacks
 */
record InboxPage(List<RecipientNotice> items, @Nullable String nextCursor, EventId head) {}
