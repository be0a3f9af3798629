package dev.tidings.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A Redis and its replica, which change places behind the proxies that lead to them. */
public final class RedisPair implements AutoCloseable {
  private volatile RedisServer master;
  private RedisServer replica;

  public RedisPair(Path folder) {
    this.master = new RedisServer(folder.resolve("redis-1"));
    try {
      this.replica = new RedisServer(folder.resolve("redis-2"));
      replica.follow(master);
    } catch (RuntimeException | AssertionError e) {
      master.close();
      throw e;
    }
  }

  /** The one that counts. */
  public RedisServer master() {
    return master;
  }

  /**
   * The master dies, and the replica takes over without what was written last.
   *
   * @param edges the proxies that lead to the master
   * @param missing for how long the replica got nothing
   */
  public void failOver(List<Proxy> edges, Duration missing) {
    replica.promote();
    LockSupport.parkNanos(missing.toNanos());
    RedisServer old = master;
    old.kill();
    changePlaces(edges);
    old.restart();
    old.follow(master);
  }

  /**
   * Both take writes for a while, each from some of the servers; then only the replica's stand.
   *
   * @param early the proxies that lead to the replica at once
   * @param late those that do after a while
   */
  public void splitBrain(List<Proxy> early, List<Proxy> late, Duration lasting) {
    replica.promote();
    early.forEach(edge -> edge.retarget(replica.port()));
    LockSupport.parkNanos(lasting.toNanos());
    changePlaces(late);
    replica.follow(master);
  }

  private void changePlaces(List<Proxy> edges) {
    RedisServer old = master;
    master = replica;
    replica = old;
    edges.forEach(edge -> edge.retarget(master.port()));
  }

  /** The master dies and comes back with nothing. */
  public void restartEmpty() {
    master.kill();
    master.restart();
    replica.follow(master);
  }

  @Override
  public void close() {
    master.close();
    replica.close();
  }
}
