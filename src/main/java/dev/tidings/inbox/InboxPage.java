package dev.tidings.inbox;

import dev.tidings.notice.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices, newest first.
 *
 * @param nextCursor where the next page begins; null on the last one
 * @param counts of the whole inbox, whatever this page shows
 * @param head the log's newest event before the page was read: a stream that is opened with it as
 *     last event id misses nothing that the page lacks
 */
record InboxPage(List<InboxItem> items, @Nullable String nextCursor, Counts counts, EventId head) {}
