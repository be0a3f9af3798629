package dev.tidings.admin;

import dev.tidings.notice.EventId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the log, the stream and each server stand.
 *
 * @param stream null while Redis can't be reached
 */
record StreamView(Log log, @Nullable Stream stream, Here here) {
  /** The database's side. */
  record Log(UUID id, long epoch, EventId head) {}

  /**
   * Redis' side.
   *
   * @param behind how many events the stream lacks
   */
  record Stream(
      String key,
      long length,
      @Nullable String firstId,
      @Nullable String lastId,
      long behind,
      List<Group> servers) {}

  /**
   * One server's consumer group.
   *
   * @param cursor the newest entry it was given
   * @param pending given and not confirmed
   * @param lag how many events it is behind the log's head
   */
  record Group(String group, long consumers, String cursor, long pending, long lag) {}

  /**
   * The server that answers.
   *
   * @param cursor the newest event it has
   * @param viaRedis false while it follows the database
   */
  record Here(String server, EventId cursor, boolean viaRedis, int connections, int users) {}
}
