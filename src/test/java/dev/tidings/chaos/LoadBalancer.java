package dev.tidings.chaos;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends every connection to the next server that was ready when it was asked last. */
final class LoadBalancer implements AutoCloseable {
  private static final long CHECK_MILLIS = 500;

  private final List<Node> nodes;
  private final AtomicInteger turn = new AtomicInteger();
  private final ConcurrentLinkedQueue<Choice> choices = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();
  private volatile List<Node> ready;

  /** A stream, at a time of {@link System#nanoTime}. */
  record Choice(long time, Node node) {}

  LoadBalancer(List<Node> nodes) {
    this.nodes = nodes;
    this.ready = nodes;
    checks.scheduleWithFixedDelay(this::check, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void check() {
    List<Node> answered = nodes.stream().filter(node -> node.server().isReady()).toList();
    ready = answered.isEmpty() ? nodes : answered;
  }

  /** Where the next stream goes. */
  int port() {
    Node node = next();
    choices.add(new Choice(System.nanoTime(), node));
    return node.server().port();
  }

  /** Where the next post goes, which is not noted. */
  int postPort() {
    return next().server().port();
  }

  private Node next() {
    List<Node> up = ready;
    return up.get(Math.floorMod(turn.getAndIncrement(), up.size()));
  }

  /** Every stream that was ever sent somewhere. */
  List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public void close() {
    checks.shutdownNow();
  }
}
