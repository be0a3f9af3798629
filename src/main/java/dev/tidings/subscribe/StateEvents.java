package dev.tidings.subscribe;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.ClusterPresence;
import dev.tidings.delivery.Connection;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.StateFrame;
import dev.tidings.inbox.InboxChange;
import dev.tidings.inbox.InboxChanges;
import dev.tidings.inbox.InboxReport;
import dev.tidings.inbox.InboxReporter;
import dev.tidings.inbox.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code state} to a user's open streams on this server after a change in their inbox, made
 * here or on another server. What a stream is told is looked up with the keys of its own token, by
 * virtual threads {@code tidings-state}: one for each user with news, while there is any.
 */
@Component
final class StateEvents implements AutoCloseable {
  /** Look-ups at once, so that changes leave the database to others. */
  private static final int LOOKUPS = 3;

  /** Over how long all streams are told to refresh. */
  private static final Duration SPREAD = Duration.ofSeconds(5);

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(StateEvents.class);

  private final ConnectionRegistry registry;
  private final InboxReporter reporter;
  private final StateSignals signals;
  private final JsonMapper json;
  private final Semaphore lookups = new Semaphore(LOOKUPS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tidings-state").factory());

  /** What a user's streams are to be told; an entry for each user with open streams at most. */
  private final ConcurrentHashMap<String, InboxChange> waiting = new ConcurrentHashMap<>();

  private final Set<String> atWork = ConcurrentHashMap.newKeySet();

  StateEvents(
      ConnectionRegistry registry,
      InboxReporter reporter,
      StateSignals signals,
      JsonMapper json,
      InboxChanges changes,
      ClusterPresence presence) {
    this.registry = registry;
    this.reporter = reporter;
    this.signals = signals;
    this.json = json;
    changes.onChange(this::changedHere);
    signals.onSignal(this::changed);
    presence.onSignalsLost(this::refreshAll);
  }

  private void changedHere(InboxChange change) {
    changed(change);
    signals.send(change);
  }

  /** Never blocks. */
  private void changed(InboxChange change) {
    String user = change.user();
    if (registry.ofUser(user).isEmpty() || threads.isShutdown()) {
      return;
    }
    waiting.merge(user, change, InboxChange::and);
    if (atWork.add(user)) {
      threads.execute(() -> work(user));
    }
  }

  private void work(String user) {
    do {
      InboxChange change;
      while ((change = waiting.remove(user)) != null) {
        tell(change);
      }
      atWork.remove(user);
    } while (waiting.containsKey(user) && atWork.add(user));
  }

  private void tell(InboxChange change) {
    try {
      byAudience(change.user())
          .forEach((audience, connections) -> tell(change, audience, connections));
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("State can't be looked up: {}", e.getMessage());
      LockSupport.parkNanos(RETRY.toNanos());
      changed(InboxChange.unknown(change.user()));
    } catch (RuntimeException e) {
      // The user's other changes must not wait for ever behind this one.
      LOG.warn("Telling of a change failed", e);
    }
  }

  /** A user's streams may have been opened with different tokens. */
  private Map<Audience, List<Connection>> byAudience(String user) {
    return registry.ofUser(user).stream()
        .filter(connection -> !connection.audience().everything())
        .collect(Collectors.groupingBy(Connection::audience));
  }

  private void tell(InboxChange change, Audience audience, List<Connection> connections) {
    InboxReport report = report(new Reader(change.user(), audience.keys()), change);
    if (report.hasNews()) {
      var frame =
          StateFrame.of(
              json.writeValueAsString(report), json.writeValueAsString(report.toRefresh()));
      connections.forEach(connection -> connection.tell(frame));
    }
  }

  private InboxReport report(Reader reader, InboxChange change) {
    lookups.acquireUninterruptibly();
    try {
      return reporter.report(reader, change);
    } finally {
      lookups.release();
    }
  }

  /** Changes on other servers may not have been heard of. */
  private void refreshAll() {
    if (!threads.isShutdown()) {
      threads.execute(this::refreshOneByOne);
    }
  }

  private void refreshOneByOne() {
    var users = new ArrayList<>(registry.users());
    Collections.shuffle(users);
    long start = System.nanoTime();
    for (int i = 0; i < users.size() && !threads.isShutdown(); i++) {
      long due = start + SPREAD.toNanos() * i / users.size();
      LockSupport.parkNanos(due - System.nanoTime());
      changed(InboxChange.unknown(users.get(i)));
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
