package dev.tidings.delivery;

import dev.tidings.stream.ServerDirectory;
import dev.tidings.stream.ServerDirectory.ServerState;
import dev.tidings.stream.Signals;
import dev.tidings.stream.UserStreams;
import dev.tidings.stream.UserStreams.OpenStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many streams a user may hold on all servers together. Without Redis each server counts its
 * own, which {@link ConnectionRegistry} does anyway. Asks Redis, so it is kept off the request.
 */
@Component
class UserStreamLimit {
  private static final String TOO_MANY = "too-many ";

  private final UserStreams streams;
  private final ServerDirectory directory;
  private final Signals signals;
  private final DeliveryProperties properties;

  UserStreamLimit(
      UserStreams streams,
      ServerDirectory directory,
      Signals signals,
      DeliveryProperties properties) {
    this.streams = streams;
    this.directory = directory;
    this.signals = signals;
    this.properties = properties;
  }

  /** The id of the connection that a signal says is too many; null for other signals. */
  static @Nullable UUID tooMany(String signal) {
    try {
      return signal.startsWith(TOO_MANY)
          ? UUID.fromString(signal.substring(TOO_MANY.length()))
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A user opened a stream here: if it is one too many, tells its server to end the oldest. */
  void opened(String user, UUID id) {
    if (streams.opened(user, id, lifetime()) > properties.maxPerUser()) {
      streams.of(user).ifPresent(open -> endOldest(user, open));
    }
  }

  void closed(String user, UUID id) {
    streams.closed(user, id);
  }

  private void endOldest(String user, List<OpenStream> open) {
    Set<String> alive =
        directory
            .list()
            .map(
                listing ->
                    listing.servers().stream()
                        .filter(listing::isAlive)
                        .map(ServerState::boot)
                        .collect(Collectors.toSet()))
            .orElse(Set.of());
    List<OpenStream> dead = open.stream().filter(s -> !alive.contains(s.boot())).toList();
    dead.forEach(stream -> streams.forget(user, stream));
    List<OpenStream> living = open.stream().filter(s -> alive.contains(s.boot())).toList();
    living.stream()
        .limit(Math.max(0, living.size() - properties.maxPerUser()))
        .forEach(
            stream -> {
              streams.forget(user, stream);
              signals.send(TOO_MANY + stream.id());
            });
  }

  /** No stream lives longer than its rotation; what was noted before was left by the dead. */
  private Duration lifetime() {
    return properties.rotation().multipliedBy(3).dividedBy(2).plus(Duration.ofMinutes(1));
  }
}
