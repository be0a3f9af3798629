package dev.tidings.subscribe;

import dev.tidings.delivery.DeliveryProperties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many polls of each user are waiting. Holds an entry only while one is. */
@Component
final class PollLimit {
  private final DeliveryProperties properties;
  private final ConcurrentHashMap<String, Integer> waiting = new ConcurrentHashMap<>();

  PollLimit(DeliveryProperties properties) {
    this.properties = properties;
  }

  int perUser() {
    return properties.maxPollsPerUser();
  }

  /** Whether one more may wait; if so, {@link #leave} must follow. */
  boolean enter(String user) {
    if (waiting.merge(user, 1, Integer::sum) <= perUser()) {
      return true;
    }
    leave(user);
    return false;
  }

  void leave(String user) {
    waiting.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
  }
}
