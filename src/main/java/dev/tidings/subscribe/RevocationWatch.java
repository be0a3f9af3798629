package dev.tidings.subscribe;

import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionInfo;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.delivery.Frame;
import dev.tidings.security.Revocation;
import dev.tidings.security.Revocations;
import org.springframework.stereotype.Component;

/** Ends open streams whose token was revoked, on whichever server that happened. */
@Component
final class RevocationWatch {
  private final Revocations revocations;
  private final ConnectionRegistry registry;

  RevocationWatch(Dispatcher dispatcher, Revocations revocations, ConnectionRegistry registry) {
    this.revocations = revocations;
    this.registry = registry;
    dispatcher.onControl(this::apply);
  }

  private void apply(Frame control) {
    Revocation revocation = revocations.apply(control.payload());
    if (revocation == null) {
      return;
    }
    registry.all().stream()
        .filter(connection -> ends(revocation, connection.info()))
        .forEach(connection -> connection.end(ByeReason.REVOKED));
  }

  private static boolean ends(Revocation revocation, ConnectionInfo info) {
    return revocation.covers(info.tokenId(), info.user(), info.issuedAt());
  }
}
