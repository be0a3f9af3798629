package dev.tidings.stats;

import dev.tidings.delivery.Dispatcher;
import dev.tidings.delivery.Receipts;
import dev.tidings.delivery.Receipts.Receipt;
import dev.tidings.loop.Loop;
import dev.tidings.loop.Outage;
import dev.tidings.stream.NoticeReach;
import dev.tidings.stream.NoticeReach.Kind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gathers what was delivered and read on this server, and counts it together with the other
 * servers. Owns the thread {@code tidings-stats}; nothing that delivers waits for it.
 */
@Component
class Gathering implements SmartLifecycle {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

  private final Receipts receipts;
  private final ReadReports reports;
  private final NoticeReach reach;
  private final Sampler sampler;
  private final Loop loop;

  Gathering(
      Receipts receipts,
      ReadReports reports,
      NoticeReach reach,
      Sampler sampler,
      MeterRegistry metrics,
      Clock clock) {
    this.receipts = receipts;
    this.reports = reports;
    this.reach = reach;
    this.sampler = sampler;
    var outage = new Outage(LOG, clock, "Counting what was delivered", Duration.ofSeconds(10));
    this.loop = new Loop("tidings-stats", this::gatherAgain, outage);
    FunctionCounter.builder("tidings.receipts.lost", receipts, Receipts::lost)
        .description("Deliveries that statistics do not know of, because there were too many")
        .register(metrics);
  }

  /** What it loses when it fails makes the numbers a little too low. */
  private Duration gatherAgain() {
    gather();
    return PAUSE;
  }

  private void gather() {
    Map<UUID, Set<String>> users = new HashMap<>();
    for (Receipt receipt : receipts.take()) {
      for (UUID notice : receipt.notices()) {
        users.computeIfAbsent(notice, id -> new HashSet<>()).add(receipt.user());
      }
    }
    for (var reached : users.entrySet()) {
      if (!reach.add(Kind.REACHED, reached.getKey(), reached.getValue())) {
        return; // without Redis; the next ones would only wait for it in vain
      }
      sampler.changed(reached.getKey());
    }
    reports.count();
    sampler.sample();
  }

  @Override
  public void start() {
    loop.start(PAUSE);
  }

  /** Counts what the last streams were given before they ended, too. */
  @Override
  public void stop() {
    loop.stop();
    try {
      gather();
    } catch (RuntimeException e) {
      LOG.debug("The last count failed: {}", e.toString());
    }
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** After the dispatcher. */
  @Override
  public int getPhase() {
    return Dispatcher.PHASE + 3;
  }
}
