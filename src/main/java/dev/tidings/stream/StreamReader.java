package dev.tidings.stream;

import dev.tidings.log.LogReader;
import dev.tidings.loop.Outage;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Reads the stream with this server's own consumer group and hands every event on, once and in
 * order.
 *
 * <p>The group is there so that {@code XINFO GROUPS} shows each server's place; what counts is the
 * cursor in memory. An entry must be the cursor's successor: older ones are dropped, missing ones
 * are fetched from the database, and without Redis everything is. All work is done by its own
 * thread, which never writes to a browser.
 */
final class StreamReader implements Runnable {
  private static final int BATCH = 500;
  private static final long AUDIT_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

  private final LogReader log;
  private final NoticeStream stream;
  private final StreamOwner owner;
  private final StreamProperties properties;
  private final Server server;
  private final Outage redis;
  private final Outage database;
  private final Opening opening;

  private final LogCursor cursor;
  private volatile long confirmed = System.nanoTime();
  private volatile boolean viaRedis;
  private boolean armed;
  private long nextAudit = System.nanoTime();
  private final CountDownLatch stopped = new CountDownLatch(1);

  StreamReader(
      LogReader log,
      NoticeStream stream,
      StreamOwner owner,
      StreamProperties properties,
      Server server,
      Clock clock,
      LogCursor cursor) {
    this.log = log;
    this.stream = stream;
    this.owner = owner;
    this.properties = properties;
    this.server = server;
    this.cursor = cursor;
    this.opening = new Opening(stream);
    this.redis = new Outage(LOG, clock, "Reading from Redis", properties.maxBackoff());
    this.database = new Outage(LOG, clock, "Reading the log", properties.maxBackoff());
  }

  /** When Redis or the database last said what the newest event is, in System.nanoTime. */
  long confirmed() {
    return confirmed;
  }

  /** Whether the last read came from Redis. */
  boolean isViaRedis() {
    return viaRedis;
  }

  /** Ends the loop after the round it is in, which takes as long as one blocking read. */
  void stop() {
    stopped.countDown();
  }

  @Override
  public void run() {
    try {
      while (stopped.getCount() > 0) {
        long pause = readOnce();
        if (pause > 0) {
          stopped.await(pause, TimeUnit.MILLISECONDS);
        }
      }
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A server that ends in good order takes its group along, if it need not wait for Redis. */
  private void leave() {
    if (!stream.isOpen()) {
      return;
    }
    try {
      stream.commands().xgroupDestroy(properties.streamKey(), server.group());
    } catch (RuntimeException e) {
      LOG.debug("The group {} stays behind: {}", server.group(), e.getMessage());
    }
  }

  /**
   * One round.
   *
   * @return how many milliseconds to wait before the next one
   */
  private long readOnce() throws InterruptedException {
    try {
      if (!opening.isDone()) {
        viaRedis = false;
        followDatabaseOrReport();
        return 0;
      }
      arm();
      List<StreamMessage<String, String>> entries = read();
      confirmed = System.nanoTime();
      viaRedis = true;
      redis.worked();
      if (entries.isEmpty()) {
        armed = !auditMovesTheCursor();
      } else {
        accept(entries);
      }
      return 0;
    } catch (DataAccessException e) {
      // A hole in the stream that only the database can fill: nothing may be handed on before it.
      armed = false;
      return database.failed(e).toMillis();
    } catch (RuntimeException e) {
      boolean wasArmed = armed;
      armed = false;
      if (wasArmed && isMissingGroup(e)) {
        return 0;
      }
      viaRedis = false;
      stream.forgetConnection();
      long pause = redis.failed(e).toMillis();
      followDatabaseOrReport();
      return pause;
    }
  }

  /** The group vanishes with the stream, when Redis is flushed or the relay removes it. */
  private static boolean isMissingGroup(RuntimeException e) {
    return e instanceof RedisCommandExecutionException
        && e.getMessage() != null
        && (e.getMessage().startsWith("NOGROUP") || e.getMessage().startsWith("UNBLOCKED"));
  }

  /** Puts the group to the cursor, so that the next read gives the cursor's successor. */
  private void arm() {
    if (armed) {
      return;
    }
    if (!owner.isOurs()) {
      throw new IllegalStateException("the stream in Redis is not this log's, or not yet");
    }
    if (!isPrefixOfLog(stream.top())) {
      throw new IllegalStateException(
          "the stream in Redis holds what the log does not, or not yet");
    }
    String group = server.group();
    var from = XReadArgs.StreamOffset.from(properties.streamKey(), cursor.position().toString());
    try {
      stream.commands().xgroupCreate(from, group, XGroupCreateArgs.Builder.mkstream());
    } catch (RedisBusyException e) {
      // Anew, without what was pending: of this server's life before a crash, too.
      stream.commands().xgroupDestroy(properties.streamKey(), group);
      stream.commands().xgroupCreate(from, group);
    }
    armed = true;
  }

  /** After a restored backup the stream holds lost events until a relay has removed it. */
  private boolean isPrefixOfLog(String top) {
    if (top.equals(NoticeStream.EMPTY)) {
      return true;
    }
    EventId id = EventId.parse(top);
    return id != null && (log.holds(id) || id.equals(log.head().newest()));
  }

  @SuppressWarnings("unchecked") // Lettuce's generic varargs
  private List<StreamMessage<String, String>> read() {
    return stream
        .commands()
        .xreadgroup(
            Consumer.from(server.group(), server.boot()),
            XReadArgs.Builder.block(properties.block()).count(BATCH),
            XReadArgs.StreamOffset.lastConsumed(properties.streamKey()));
  }

  private void accept(List<StreamMessage<String, String>> entries) {
    for (var entry : entries) {
      Event event = StreamFields.event(entry.getId(), entry.getBody());
      // Null: an entry that no relay wrote, which is stepped over.
      if (event != null && !cursor.take(event)) {
        armed = false; // the cursor is another one now, and the group must be put to it
        return;
      }
    }
    if (!entries.isEmpty()) {
      stream
          .commands()
          .xack(
              properties.streamKey(),
              server.group(),
              entries.stream().map(StreamMessage::getId).toArray(String[]::new));
    }
  }

  /** The database is all that is left. */
  private void followDatabaseOrReport() {
    try {
      cursor.followLog();
      database.worked();
      confirmed = System.nanoTime();
    } catch (RuntimeException e) {
      database.failed(e);
    }
  }

  /**
   * Asks the database whether a quiet stream lacks something. A database that is away is no reason
   * to stop reading, and is not asked again at once: its timeouts would delay what Redis has.
   */
  private boolean auditMovesTheCursor() {
    if (System.nanoTime() - nextAudit < 0) {
      return false;
    }
    try {
      boolean moved = cursor.followLog();
      database.worked();
      return moved;
    } catch (DataAccessException e) {
      nextAudit = System.nanoTime() + AUDIT_PAUSE_NANOS + database.failed(e).toNanos();
      return false;
    }
  }
}
