package dev.tidings.stats;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.notice.AudienceKey;
import dev.tidings.stream.OnlineCensus;
import dev.tidings.stream.OnlineCensus.Online;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who has a stream open right now, on all servers. Any thread; may take a second. */
@Component
class OnlineUsers {
  /** A page that shows an estimate while its user picks an audience asks for the same often. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  /** Of all audiences that are remembered together. A key takes about 200 bytes. */
  private static final int MAX_KEYS = 20_000;

  private final ConnectionRegistry registry;
  private final OnlineCensus census;
  private final Cache<Set<AudienceKey>, Estimate> recent =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(MAX_KEYS)
          .weigher((Set<AudienceKey> keys, Estimate estimate) -> keys.size())
          .build();

  OnlineUsers(ConnectionRegistry registry, OnlineCensus census) {
    this.registry = registry;
    this.census = census;
    census.answerWith(this::here);
  }

  /**
   * How many would be reached.
   *
   * @param usersOnline users with an open stream, each once, also one with streams on two servers
   * @param connections their open streams
   * @param allServers whether every server was heard. False while Redis can't be reached: then the
   *     numbers are those of this server
   */
  record Estimate(int usersOnline, int connections, boolean allServers) {}

  /** Up to 5 s old. */
  Estimate of(Collection<AudienceKey> audience) {
    Set<AudienceKey> keys = Set.copyOf(audience);
    Estimate known = recent.getIfPresent(keys);
    if (known != null) {
      return known;
    }
    Estimate counted =
        census
            .count(keys)
            .map(all -> new Estimate(all.users(), all.connections(), all.complete()))
            .orElseGet(() -> ofThisServer(keys));
    recent.put(keys, counted);
    return counted;
  }

  private Estimate ofThisServer(Set<AudienceKey> keys) {
    Online here = here(keys);
    return new Estimate(here.users().size(), here.connections(), false);
  }

  private Online here(Set<AudienceKey> keys) {
    var users = new HashSet<String>();
    int connections = 0;
    for (var connection : registry.all()) {
      if (connection.isFor(keys)) {
        users.add(connection.info().user());
        connections++;
      }
    }
    return new Online(users, connections);
  }
}
