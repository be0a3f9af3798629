package dev.tidings.delivery;

import dev.tidings.notice.AudienceKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which subscriptions an event is for. Any thread may add, remove and look. */
final class AudienceIndex {
  private final ConcurrentHashMap<AudienceKey, Set<Subscription>> byKey = new ConcurrentHashMap<>();
  private final Set<Subscription> everything = ConcurrentHashMap.newKeySet();

  void add(Subscription subscription) {
    if (subscription.audience().everything()) {
      everything.add(subscription);
    }
    for (AudienceKey key : subscription.audience().keys()) {
      byKey.compute(
          key,
          (k, subscriptions) -> {
            var set =
                subscriptions == null ? ConcurrentHashMap.<Subscription>newKeySet() : subscriptions;
            set.add(subscription);
            return set;
          });
    }
  }

  void remove(Subscription subscription) {
    everything.remove(subscription);
    for (AudienceKey key : subscription.audience().keys()) {
      byKey.computeIfPresent(
          key,
          (k, subscriptions) -> {
            subscriptions.remove(subscription);
            return subscriptions.isEmpty() ? null : subscriptions;
          });
    }
  }

  /** Calls back for each subscription that may see the frame, for some more than once. */
  void match(Frame frame, Consumer<Subscription> action) {
    everything.forEach(action);
    if (!frame.kind().isForUsers()) {
      return;
    }
    for (AudienceKey key : frame.audience()) {
      Set<Subscription> subscriptions = byKey.get(key);
      if (subscriptions != null) {
        subscriptions.forEach(action);
      }
    }
  }

  /** Calls back for each subscription, for most more than once. */
  void all(Consumer<Subscription> action) {
    everything.forEach(action);
    byKey.values().forEach(subscriptions -> subscriptions.forEach(action));
  }
}
