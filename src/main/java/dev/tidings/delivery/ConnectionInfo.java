package dev.tidings.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may know of a connection.
 *
 * @param id random
 * @param user whose it is
 * @param tokenId the token it was opened with
 * @param issuedAt when that token was made; null when it does not say
 * @param expiresAt when that token ends, and the stream with it
 * @param openedAt when it was opened
 */
public record ConnectionInfo(
    UUID id,
    String user,
    String tokenId,
    @Nullable Instant issuedAt,
    Instant expiresAt,
    Instant openedAt) {}
