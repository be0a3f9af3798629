package dev.tidings.inbox;

/**
 * That a user has read everything they see, but for what they keep as unread.
 *
 * @param from a number of the log: what was published up to here was read before
 * @param upTo what was published up to here is read now
 */
public record ReadUpTo(Reader reader, long from, long upTo) {}
