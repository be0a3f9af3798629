package dev.tidings.delivery;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Whether this server is on its way out. */
@Component
public class DrainState {
  private final ApplicationEventPublisher events;
  private volatile boolean draining;

  DrainState(ApplicationEventPublisher events) {
    this.events = events;
  }

  /** True once the server has begun to end its streams; new ones are sent elsewhere. */
  public boolean isDraining() {
    return draining;
  }

  void begin() {
    draining = true;
    AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
  }
}
