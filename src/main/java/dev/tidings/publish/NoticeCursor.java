package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import dev.tidings.notice.Notice;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the list of notices: below the notice that was made then and has that id. New notices
 * do not move it.
 */
record NoticeCursor(Instant createdAt, UUID id) {
  private static final int BYTES = 3 * Long.BYTES;

  static NoticeCursor below(Notice notice) {
    return new NoticeCursor(notice.createdAt(), notice.id());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws InvalidValue when it did not write that
   */
  static NoticeCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var cursor =
          new NoticeCursor(
              Instant.ofEpochMilli(bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong()));
      if (cursor.text().equals(text)) {
        return cursor;
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      // refused below
    }
    throw new InvalidValue("cursor", "must be the nextCursor of an earlier page");
  }

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(createdAt.toEpochMilli())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
