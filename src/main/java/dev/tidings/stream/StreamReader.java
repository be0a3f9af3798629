package dev.tidings.stream;

import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import java.time.Clock;
import java.time.Instant;
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
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

  private final LogReader log;
  private final NoticeStream stream;
  private final StreamOwner owner;
  private final StreamProperties properties;
  private final Server server;
  private final Clock clock;
  private final EventSink sink;
  private final Outage redis;
  private final Outage database;

  private volatile EventId cursor;
  private volatile Instant confirmed;
  private volatile boolean viaRedis;
  private volatile long foreignEntries;
  private boolean armed;
  private final CountDownLatch stopped = new CountDownLatch(1);

  StreamReader(
      LogReader log,
      NoticeStream stream,
      StreamOwner owner,
      StreamProperties properties,
      Server server,
      Clock clock,
      EventId start,
      EventSink sink) {
    this.log = log;
    this.stream = stream;
    this.owner = owner;
    this.properties = properties;
    this.server = server;
    this.clock = clock;
    this.cursor = start;
    this.sink = sink;
    this.confirmed = clock.instant();
    this.redis = new Outage(LOG, clock, "Reading from Redis", properties.maxBackoff());
    this.database = new Outage(LOG, clock, "Reading the log", properties.maxBackoff());
  }

  /** The newest event handed on. */
  EventId cursor() {
    return cursor;
  }

  /** When Redis or the database last said what the newest event is. */
  Instant confirmed() {
    return confirmed;
  }

  /** Whether the last read came from Redis. */
  boolean isViaRedis() {
    return viaRedis;
  }

  /** Entries in the stream that no relay wrote, skipped so far. */
  long foreignEntries() {
    return foreignEntries;
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

  /** A server that ends in good order takes its group along. */
  private void leave() {
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
  private long readOnce() {
    try {
      arm();
      List<StreamMessage<String, String>> entries = read();
      accept(entries);
      if (entries.isEmpty() && followDatabase()) {
        armed = false;
      }
      redis.worked();
      viaRedis = true;
      confirmed = clock.instant();
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
    String group = server.group();
    var from = XReadArgs.StreamOffset.from(properties.streamKey(), cursor.toString());
    try {
      stream.commands().xgroupCreate(from, group, XGroupCreateArgs.Builder.mkstream());
    } catch (RedisBusyException e) {
      stream.commands().xgroupSetid(from, group);
    }
    armed = true;
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
      if (event == null) {
        foreignEntries++;
      } else if (event.id().seq() > cursor.seq()) {
        fillUpTo(event.id().seq() - 1);
        handOn(event);
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

  /** Takes from the database what the stream does not hold any more. */
  private void fillUpTo(long seq) {
    while (cursor.seq() < seq) {
      int wanted = (int) Math.min(BATCH, seq - cursor.seq());
      List<Event> missing = log.after(cursor.seq(), wanted);
      if (missing.isEmpty() || missing.getFirst().id().seq() != cursor.seq() + 1) {
        throw new IllegalStateException(
            "the log lacks event " + (cursor.seq() + 1) + ", which the stream is past");
      }
      missing.forEach(this::handOn);
    }
  }

  /**
   * Takes everything from the database that is above the cursor.
   *
   * @return whether there was something
   */
  private boolean followDatabase() {
    boolean some = false;
    while (true) {
      List<Event> events = log.after(cursor.seq(), BATCH);
      database.worked();
      if (events.isEmpty()) {
        return some;
      }
      events.forEach(this::handOn);
      some = true;
    }
  }

  private void followDatabaseOrReport() {
    try {
      followDatabase();
      confirmed = clock.instant();
    } catch (RuntimeException e) {
      database.failed(e);
    }
  }

  private void handOn(Event event) {
    sink.accept(event);
    cursor = event.id();
  }
}
