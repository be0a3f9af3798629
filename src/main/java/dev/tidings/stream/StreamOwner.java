package dev.tidings.stream;

import io.lettuce.core.RedisException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which log a Redis prefix belongs to. Two logs that fill one stream would tear down each other's
 * work by turns, so each tells Redis its id and respects a living owner.
 *
 * <p>An owner lives as long as one of its servers has an open connection: connections carry the log
 * and the server in their names, and vanish with a killed process at once, unlike a lease. Where
 * Redis does not let us see connections, it lives as long as its servers report in the directory.
 */
final class StreamOwner {
  private static final Logger LOG = LoggerFactory.getLogger(StreamOwner.class);

  private final NoticeStream stream;
  private final StreamProperties properties;
  private final UUID logId;
  private final ServerDirectory directory;
  private final Server server;

  StreamOwner(
      NoticeStream stream,
      StreamProperties properties,
      UUID logId,
      ServerDirectory directory,
      Server server) {
    this.stream = stream;
    this.properties = properties;
    this.logId = logId;
    this.directory = directory;
    this.server = server;
  }

  /** What this server's connections are called in {@code CLIENT LIST}. */
  static String connectionName(UUID logId, Server server) {
    return "tidings:" + logId + ":" + server.name();
  }

  /**
   * Makes the stream ours, or finds that it is.
   *
   * @throws StreamOwnedByAnotherLog when servers of another log are using it
   */
  void claim() {
    String mine = logId.toString();
    var commands = stream.commands();
    String owner = commands.get(properties.logKey());
    if (mine.equals(owner)) {
      return;
    }
    if (owner != null) {
      if (isAlive(owner)) {
        throw new StreamOwnedByAnotherLog(mine, owner, properties.prefix());
      }
      LOG.warn(
          "Redis held the stream of log {}, which no server uses any more; it is now ours", owner);
      commands.del(properties.streamKey());
    }
    commands.set(properties.logKey(), mine);
  }

  /** Whether the stream is this log's, as far as Redis knows. */
  boolean isOurs() {
    return logId.toString().equals(stream.commands().get(properties.logKey()));
  }

  /**
   * Makes sure that no other running server of this log has this server's name. Where Redis does
   * not let us see, says so.
   *
   * @throws ServerNameTaken when one has
   */
  void requireFreeName() {
    try {
      if (isConnected(connectionName(logId, server) + " ")) {
        throw new ServerNameTaken(server.name());
      }
    } catch (RedisException e) {
      if (!RedisMaster.isForbidden(e)) {
        throw e;
      }
      LOG.warn(
          "Redis does not let this server see who is connected. Make sure that no other server is"
              + " called '{}', or allow CLIENT LIST",
          server.name());
    }
  }

  private boolean isAlive(String owner) {
    try {
      return isConnected("tidings:" + owner + ":");
    } catch (RedisException e) {
      if (!RedisMaster.isForbidden(e)) {
        throw e;
      }
      return directory.list().map(this::othersReport).orElse(true);
    }
  }

  private boolean othersReport(ServerDirectory.Listing listing) {
    return listing.servers().stream()
        .anyMatch(state -> listing.isAlive(state) && !state.boot().equals(server.boot()));
  }

  /** Whether a connection's name starts so; names hold no spaces, and one follows each. */
  private boolean isConnected(String name) {
    String wanted = " name=" + name;
    return stream.commands().clientList().lines().anyMatch(line -> line.contains(wanted));
  }
}
