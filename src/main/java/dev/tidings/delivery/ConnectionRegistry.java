package dev.tidings.delivery;

import dev.tidings.stream.Signals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open streams of this server, by user. Any thread. */
@Component
public class ConnectionRegistry implements AutoCloseable {
  private final Dispatcher dispatcher;
  private final DeliveryProperties properties;
  private final UserStreamLimit clusterLimit;
  private final Receipts receipts;
  private final Clock clock;
  private final ExecutorService writers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tidings-writer").factory());
  private final Tally<ByeReason> ends = new Tally<>(ByeReason.class);
  private final LongAdder left = new LongAdder();
  private final ConcurrentHashMap<UUID, Connection> all = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, List<Connection>> byUser = new ConcurrentHashMap<>();

  ConnectionRegistry(
      Dispatcher dispatcher,
      DeliveryProperties properties,
      UserStreamLimit clusterLimit,
      Receipts receipts,
      Signals signals,
      Clock clock) {
    this.dispatcher = dispatcher;
    this.properties = properties;
    this.clusterLimit = clusterLimit;
    this.receipts = receipts;
    signals.onSignal(this::endIfTooMany);
    this.clock = clock;
  }

  /** Whether one more stream may be opened on this server. */
  public boolean hasRoom() {
    return all.size() < properties.maxConnections();
  }

  /**
   * Opens a stream and starts writing it. If the user has too many, the oldest is ended.
   *
   * @param output gets the bytes, from a thread of its own
   */
  public Connection open(ConnectionRequest request, StreamOutput output) {
    var info =
        new ConnectionInfo(
            UUID.randomUUID(),
            request.user(),
            request.tokenId(),
            request.issuedAt(),
            request.expiresAt(),
            clock.instant());
    var connection =
        new Connection(
            dispatcher, request, output, receipts, writers, info, () -> forget(info.id()));
    all.put(info.id(), connection);
    Connection oldest = addToUser(connection);
    if (oldest != null) {
      oldest.end(ByeReason.TOO_MANY);
    }
    connection.start();
    writers.execute(() -> countInCluster(connection));
    return connection;
  }

  private void countInCluster(Connection connection) {
    ConnectionInfo info = connection.info();
    clusterLimit.opened(info.user(), info.id());
    if (connection.isClosed()) {
      clusterLimit.closed(info.user(), info.id()); // it may have ended before it was counted
    }
  }

  /** Another server counted this user's streams. */
  private void endIfTooMany(String signal) {
    UUID id = UserStreamLimit.tooMany(signal);
    Connection connection = id == null ? null : all.get(id);
    if (connection != null) {
      connection.end(ByeReason.TOO_MANY);
    }
  }

  /** Lists it under its user, and answers the one that is now too many. */
  private @Nullable Connection addToUser(Connection connection) {
    var tooMany = new ArrayList<Connection>(1);
    byUser.compute(
        connection.info().user(),
        (user, open) -> {
          var connections = open == null ? new ArrayList<Connection>(1) : new ArrayList<>(open);
          connections.add(connection);
          if (connections.size() > properties.maxPerUser()) {
            tooMany.add(connections.removeFirst());
          }
          return List.copyOf(connections);
        });
    return tooMany.isEmpty() ? null : tooMany.getFirst();
  }

  private void forget(UUID id) {
    Connection connection = all.remove(id);
    if (connection == null) {
      return;
    }
    dispatcher.unsubscribe(connection.subscription());
    ByeReason reason = connection.ending();
    if (reason == null) {
      left.increment();
    } else {
      ends.add(reason, 1);
    }
    byUser.computeIfPresent(
        connection.info().user(),
        (user, open) -> {
          var others = open.stream().filter(c -> c != connection).toList();
          return others.isEmpty() ? null : others;
        });
    if (!writers.isShutdown()) {
      writers.execute(() -> clusterLimit.closed(connection.info().user(), id));
    }
  }

  /** Streams that this server has ended, since it started. */
  Tally<ByeReason> ends() {
    return ends;
  }

  /** Streams that clients have ended, or the network. */
  long left() {
    return left.sum();
  }

  /** All open streams, as they are now. */
  public Collection<Connection> all() {
    return all.values();
  }

  /** A user's open streams, oldest first; empty when there are none. */
  public List<Connection> ofUser(String user) {
    return byUser.getOrDefault(user, List.of());
  }

  /** The users with open streams. */
  public Set<String> users() {
    return Set.copyOf(byUser.keySet());
  }

  /**
   * Ends a user's streams that match.
   *
   * @return how many
   */
  public int end(String user, Predicate<ConnectionInfo> which, ByeReason reason) {
    var matching = ofUser(user).stream().filter(c -> which.test(c.info())).toList();
    matching.forEach(connection -> connection.end(reason));
    return matching.size();
  }

  @Override
  public void close() {
    writers.shutdown();
  }
}
