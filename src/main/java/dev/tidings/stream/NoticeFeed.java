package dev.tidings.stream;

import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Every event of the log, as this server learns of it. Owns the threads {@code tidings-relay} and
 * {@code tidings-reader} and all connections to Redis.
 */
@Component
public class NoticeFeed {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeFeed.class);

  private final EventLog eventLog;
  private final LogReader log;
  private final StreamProperties properties;
  private final RedisMaster redis;
  private final ServerDirectory directory;
  private final Server server;
  private final Clock clock;

  private volatile @Nullable Running running;

  /** What exists between start and stop. */
  private record Running(
      StreamRelay relay,
      StreamReader reader,
      Thread relayThread,
      Thread readerThread,
      NoticeStream lookups,
      List<RedisLink> links) {}

  NoticeFeed(
      EventLog eventLog,
      LogReader log,
      StreamProperties properties,
      RedisMaster redis,
      ServerDirectory directory,
      Server server,
      Clock clock) {
    this.eventLog = eventLog;
    this.log = log;
    this.properties = properties;
    this.redis = redis;
    this.directory = directory;
    this.server = server;
    this.clock = clock;
  }

  /**
   * Starts copying the log into Redis and handing on what comes after a position. A Redis that
   * can't be reached is no obstacle: the database is followed until it can.
   *
   * @param from the newest event that the sink knows already
   * @throws StreamOwnedByAnotherLog when servers of another log use the same keys
   * @throws ServerNameTaken when a running server has this server's name
   */
  public synchronized void start(EventId from, EventSink sink) {
    UUID logId = log.head().logId();
    eventLog.observe(from);
    checkRedis(logId);
    String name = StreamOwner.connectionName(logId, server);
    var links = List.of(link(name), link(name), link(name));
    var relayStream = relayStream(links.get(0), properties);
    var readerStream = new NoticeStream(links.get(1), properties);
    var relay =
        new StreamRelay(eventLog, log, relayStream, owner(relayStream, logId), properties, clock);
    var reader =
        new StreamReader(
            log,
            readerStream,
            owner(readerStream, logId),
            properties,
            server,
            clock,
            cursor(from, observed(sink)));
    running =
        new Running(
            relay,
            reader,
            Thread.ofPlatform().name("tidings-relay").start(relay),
            Thread.ofPlatform().name("tidings-reader").start(reader),
            new NoticeStream(links.get(2), properties),
            links);
  }

  /** Tells the write side what this server has seen, whichever server posted it. */
  private EventSink observed(EventSink sink) {
    return new EventSink() {
      @Override
      public void accept(Event event) {
        eventLog.observe(event.id());
        sink.accept(event);
      }

      @Override
      public EventId restart(EventId lost, long lastCommon) {
        return sink.restart(lost, lastCommon);
      }
    };
  }

  /** What hands the events on. */
  LogCursor cursor(EventId from, EventSink sink) {
    return new LogCursor(log, from, sink);
  }

  /** What the relay appends to. */
  NoticeStream relayStream(RedisLink link, StreamProperties settings) {
    return new NoticeStream(link, settings);
  }

  private void checkRedis(UUID logId) {
    try (var link = link("tidings-start")) {
      var owner = owner(new NoticeStream(link, properties), logId);
      owner.requireFreeName();
      owner.claim();
    } catch (RedisException e) {
      LOG.warn(
          "Redis can't be reached ({}); notices are delivered from the database until it can",
          e.getMessage());
    }
  }

  /** Stops both threads after the round they are in, and closes the connections. */
  public synchronized void stop() {
    Running ending = running;
    if (ending == null) {
      return;
    }
    ending.relay().stop();
    ending.reader().stop();
    try {
      ending.relayThread().join(5_000);
      ending.readerThread().join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.links().forEach(RedisLink::close);
    running = null;
  }

  /** Whether an event arrived through Redis or could have; false while the database is followed. */
  public boolean isViaRedis() {
    Running now = running;
    return now != null && now.reader().isViaRedis();
  }

  /** For how long neither Redis nor the database has said what the newest event is. */
  public Duration unconfirmed() {
    Running now = running;
    return now == null
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - now.reader().confirmed());
  }

  /**
   * The events above a position that the stream holds without a hole.
   *
   * @return empty when it lacks the very next one, or Redis can't be reached
   */
  public List<Event> denseAfter(EventId after, int limit) {
    return look(stream -> stream.denseAfter(after, limit)).orElse(List.of());
  }

  /** The event at exactly that position; empty when the stream lacks it or can't be reached. */
  public Optional<Event> at(EventId id) {
    return look(stream -> stream.at(id));
  }

  /**
   * Takes out of the stream what the log does not have any more, if Redis can be reached.
   *
   * @param first the event that the log begins with
   */
  public void trimBefore(EventId first) {
    look(stream -> stream.trimBefore(first));
  }

  /** Asks Redis; empty also while it can't be reached. */
  private <T> Optional<T> look(Function<NoticeStream, @Nullable T> question) {
    Running now = running;
    if (now == null || !now.reader().isViaRedis()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(question.apply(now.lookups()));
    } catch (RedisException e) {
      LOG.debug("No answer from Redis", e);
      now.lookups().forgetConnection();
      return Optional.empty();
    }
  }

  private RedisLink link(String name) {
    return new RedisLink(redis, name);
  }

  private StreamOwner owner(NoticeStream stream, UUID logId) {
    return new StreamOwner(stream, properties, logId, directory, server);
  }
}
