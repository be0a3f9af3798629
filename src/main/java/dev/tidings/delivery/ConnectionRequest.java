package dev.tidings.delivery;

import dev.tidings.notice.EventId;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param user whose stream it is
 * @param tokenId the token it is opened with
 * @param issuedAt when that token was made; null when it does not say
 * @param expiresAt when that token ends
 * @param audience what it may see
 * @param start what comes after this position is sent
 * @param opening the first bytes, before any event
 * @param encoding how an event looks on the wire
 */
public record ConnectionRequest(
    String user,
    String tokenId,
    @Nullable Instant issuedAt,
    Instant expiresAt,
    Audience audience,
    EventId start,
    byte[] opening,
    Function<Frame, byte[]> encoding) {
  /** Events as users get them: encoded once for all. */
  public static final Function<Frame, byte[]> FOR_USERS = Frame::sse;
}
