package dev.tidings.delivery;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Whether this server takes new streams. Its readiness follows. */
@Component
public class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final ApplicationEventPublisher events;
  private volatile boolean draining;
  private volatile boolean cutOff;

  Serving(ApplicationEventPublisher events) {
    this.events = events;
  }

  /** What a new stream is told instead of being served; null when it is served. */
  public @Nullable ByeReason refusal() {
    if (draining) {
      return ByeReason.SHUTDOWN;
    }
    return cutOff ? ByeReason.OVERLOAD : null;
  }

  /** The server is on its way out. */
  void drain() {
    draining = true;
    publish(ReadinessState.REFUSING_TRAFFIC);
  }

  /**
   * Notes whether news still gets here.
   *
   * @return whether it has just stopped to
   */
  boolean isNewlyCutOff(boolean now) {
    if (now == cutOff || draining) {
      return false;
    }
    cutOff = now;
    if (now) {
      LOG.warn("Neither Redis nor the database answers: streams are ended, clients go elsewhere");
      publish(ReadinessState.REFUSING_TRAFFIC);
    } else {
      LOG.info("News gets here again; streams are served");
      publish(ReadinessState.ACCEPTING_TRAFFIC);
    }
    return now;
  }

  private void publish(ReadinessState state) {
    AvailabilityChangeEvent.publish(events, this, state);
  }
}
