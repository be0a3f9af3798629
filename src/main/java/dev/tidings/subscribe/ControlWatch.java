package dev.tidings.subscribe;

import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionInfo;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.delivery.Frame;
import dev.tidings.security.Revocation;
import dev.tidings.security.Revocations;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Obeys the log's control entries, on whichever server they were made: ends streams. */
@Component
final class ControlWatch implements SmartLifecycle {
  private final Revocations revocations;
  private final EndStreams endStreams;
  private final ConnectionRegistry registry;
  private volatile boolean running;

  ControlWatch(
      Dispatcher dispatcher,
      Revocations revocations,
      EndStreams endStreams,
      ConnectionRegistry registry) {
    this.revocations = revocations;
    this.endStreams = endStreams;
    this.registry = registry;
    dispatcher.onControl(this::obey);
  }

  private void obey(Frame control) {
    Revocation revocation = revocations.apply(control.payload());
    if (revocation != null) {
      registry.all().stream()
          .filter(connection -> covers(revocation, connection.info()))
          .forEach(connection -> connection.end(ByeReason.REVOKED));
    }
    String user = endStreams.userIn(control.payload());
    if (user != null) {
      registry.end(user, connection -> true, ByeReason.REVOKED);
    }
  }

  private static boolean covers(Revocation revocation, ConnectionInfo info) {
    return revocation.covers(info.tokenId(), info.user(), info.issuedAt());
  }

  /** Reads what was revoked before the dispatcher's first event, which it won't be told of. */
  @Override
  public void start() {
    revocations.readTable();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the dispatcher, before the web server. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 1;
  }
}
