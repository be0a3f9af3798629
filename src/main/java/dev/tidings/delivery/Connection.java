package dev.tidings.delivery;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.EventId;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One open stream: a subscription and the writer that empties it.
 *
 * <p>An idle connection holds no thread. {@link #wake} starts one virtual thread, which writes all
 * that waits, many events in one go, and ends. A slow client therefore delays nobody but itself.
 */
public final class Connection {
  /** Events asked for at once. */
  private static final int PAGE = 100;

  private static final long NOT_WRITING = Long.MIN_VALUE;
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final ConnectionInfo info;
  private final Function<Frame, byte[]> encoding;
  private final StreamOutput output;
  private final Receipts receipts;
  private final Executor writers;
  private final Runnable onClose;
  private final Subscription subscription;
  private final StateFrames states = new StateFrames();

  /** Starts at one, so that nothing is written before {@link #start}. */
  private final AtomicInteger wakes = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final long openedNanos = System.nanoTime();

  private volatile @Nullable ByeReason ending;
  private volatile boolean heartbeatDue;
  private volatile long lastBeat = System.nanoTime();
  private volatile long writingSince = NOT_WRITING;

  /** Owned by the writer. */
  private byte @Nullable [] opening;

  private boolean announced;

  Connection(
      Dispatcher dispatcher,
      ConnectionRequest request,
      StreamOutput output,
      Receipts receipts,
      Executor writers,
      ConnectionInfo info,
      Runnable onClose) {
    this.info = info;
    this.encoding = request.encoding();
    this.opening = request.opening();
    this.output = output;
    this.receipts = receipts;
    this.writers = writers;
    this.onClose = onClose;
    this.subscription = dispatcher.subscribe(request.audience(), request.start(), this::wake);
  }

  /** Who it belongs to and when it must end. */
  public ConnectionInfo info() {
    return info;
  }

  /** Whether what is for one of the keys is for its user. */
  public boolean isFor(Set<AudienceKey> keys) {
    return subscription.audience().holdsAny(keys);
  }

  /** How far it has been served. Only exact while nothing is being written. */
  public EventId position() {
    return subscription.position();
  }

  /** What it may see. */
  public Audience audience() {
    return subscription.audience();
  }

  Subscription subscription() {
    return subscription;
  }

  /** Lets it be written. Called once, when it stands in the registry. */
  void start() {
    writers.execute(this::work);
  }

  /** There may be something to write. Never blocks; any thread. */
  void wake() {
    if (wakes.getAndIncrement() == 0 && !closed.get()) {
      writers.execute(this::work);
    }
  }

  /**
   * Sends something that is in no log, between two events. Never blocks, and delays no event; any
   * thread.
   */
  public void tell(StateFrame state) {
    states.add(state);
    wake();
  }

  /** When it was opened, in {@link System#nanoTime}. */
  long openedNanos() {
    return openedNanos;
  }

  boolean isBeatDue(long now, long interval) {
    return now - lastBeat >= interval;
  }

  /** Sends a {@code cursor}. Called by the watch only. */
  void beat() {
    lastBeat = System.nanoTime();
    heartbeatDue = true;
    wake();
  }

  /** Ends the stream in good order, with a {@code bye}. Any thread; the first reason stands. */
  public void end(ByeReason reason) {
    endsFor(reason);
    wake();
  }

  private void endsFor(ByeReason reason) {
    if (ending == null) {
      ending = reason;
    }
  }

  /** Cuts the stream, because it can't be ended in good order. Any thread; idempotent. */
  void cut() {
    if (close()) {
      output.abort();
    }
  }

  /** Cuts the stream of a client that takes nothing. Any thread; idempotent. */
  void cutAsSlow() {
    endsFor(ByeReason.SLOW);
    cut();
  }

  /** Why the server ends it; null when it does not, or did not. */
  @Nullable ByeReason ending() {
    return ending;
  }

  /** The client is gone. Any thread; idempotent. */
  public void gone() {
    close();
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Since when a write has been blocked, in {@link System#nanoTime}; now when none is. */
  long writingSince(long now) {
    long since = writingSince;
    return since == NOT_WRITING ? now : since;
  }

  private void work() {
    int seen = wakes.get();
    do {
      try {
        if (!closed.get()) {
          writeWhatWaits();
        }
      } catch (IOException e) {
        LOG.debug("Connection {} is gone: {}", info.id(), e.getMessage());
        cut();
      } catch (DataAccessException e) {
        LOG.debug("Connection {} can't be served: {}", info.id(), e.getMessage());
        giveUp();
      } catch (RuntimeException e) {
        // A writer that failed must not leave a connection that is open and silent for ever.
        LOG.warn("Writing to connection {} failed", info.id(), e);
        cut();
      }
      seen = wakes.addAndGet(-seen);
    } while (seen != 0);
  }

  private void writeWhatWaits() throws IOException {
    var burst = new Burst();
    if (opening != null) {
      burst.add(opening);
      opening = null;
    }
    Page page;
    do {
      writeStates(burst);
      page = subscription.next(PAGE);
      if (page.reset() != null) {
        String data = "{\"reason\":\"" + page.reset().wireName() + "\"}";
        burst.add(Frame.encode("reset", subscription.position(), data));
      }
      for (Frame frame : page.frames()) {
        burst.add(frame, encoding.apply(frame));
        if (burst.isFull()) {
          flush(burst);
        }
      }
    } while (!page.caughtUp() && ending == null && !closed.get());
    if (page.caughtUp() && (heartbeatDue || !announced)) {
      heartbeatDue = false;
      announced = true;
      burst.add(Frame.encode("cursor", subscription.position(), "{}"));
    }
    ByeReason reason = ending;
    if (reason != null) {
      burst.add(reason.frame());
    }
    flush(burst);
    if (reason != null && close()) {
      output.complete();
    }
  }

  private void writeStates(Burst burst) throws IOException {
    byte[] state;
    while ((state = states.poll()) != null) {
      burst.add(state);
      if (burst.isFull()) {
        flush(burst);
      }
    }
  }

  private void giveUp() {
    ending = ByeReason.OVERLOAD;
    try {
      write(ByeReason.OVERLOAD.frame());
      if (close()) {
        output.complete();
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void flush(Burst burst) throws IOException {
    if (!burst.isEmpty()) {
      write(burst.bytes());
      if (!audience().everything()) {
        receipts.written(info.user(), burst.frames());
      }
      burst.clear();
    }
  }

  private void write(byte[] bytes) throws IOException {
    writingSince = System.nanoTime();
    try {
      output.write(bytes);
    } finally {
      writingSince = NOT_WRITING;
    }
  }

  private boolean close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
      return true;
    }
    return false;
  }
}
