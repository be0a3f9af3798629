package dev.tidings.notice;

import java.util.UUID;

/**
 * What recipients learn when a notice is taken back: which one, and nothing of what it said.
 *
 * @param eventId the event that published it, or last made it news
 * @param revision higher than that of every version of the notice
 */
public record RetractedNotice(UUID id, EventId eventId, int revision) {}
