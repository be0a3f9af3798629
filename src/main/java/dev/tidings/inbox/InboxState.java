package dev.tidings.inbox;

/**
 * What is kept for a user beside marks.
 *
 * @param readUpto a number of the log: what was published up to here is read, unless a mark says
 *     otherwise. Never falls
 */
record InboxState(String user, long readUpto, Preferences preferences) {}
