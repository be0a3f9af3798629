package dev.tidings.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads about every second how much Redis, the database and the servers have done so far. */
final class LoadMeter implements AutoCloseable {
  private static final String DONE =
      "select xact_commit + xact_rollback from pg_stat_database where datname = 'postgres'";
  private static final List<String> SOURCES = List.of("memory", "redis", "database");

  private final Cluster cluster;
  private final Connection database;
  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final Map<String, Double> pages = new HashMap<>();
  private final Map<String, Double> lastSeen = new HashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * Totals since the start.
   *
   * @param time of {@link System#nanoTime}
   * @param redisCommands those inside of scripts included
   * @param redisSeconds of one core
   * @param pages by source
   */
  record Reading(
      long time,
      double redisCommands,
      double redisSeconds,
      double transactions,
      Map<String, Double> pages) {}

  LoadMeter(Cluster cluster) throws SQLException {
    this.cluster = cluster;
    this.database = cluster.postgres().connect();
    clock.scheduleWithFixedDelay(this::read, 0, 1, TimeUnit.SECONDS);
  }

  private void read() {
    try (var statement = database.createStatement();
        var row = statement.executeQuery(DONE)) {
      row.next();
      String info = cluster.redis().master().ask(redis -> redis.info("stats") + redis.info("cpu"));
      cluster.nodes().forEach(this::readPages);
      readings.add(
          new Reading(
              System.nanoTime(),
              total(info, "total_commands_processed"),
              total(info, "used_cpu_user") + total(info, "used_cpu_sys"),
              row.getDouble(1),
              Map.copyOf(pages)));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static double total(String info, String name) {
    return Double.parseDouble(info.replaceFirst("(?s).*\\b" + name + ":([\\d.]+).*", "$1"));
  }

  /** A server that was started again counts from zero. */
  private void readPages(Node node) {
    try {
      Map<String, Double> now = new Api(node.server().port()).metrics("tidings_pages_total");
      for (String source : SOURCES) {
        double count = now.getOrDefault("{source=\"" + source + "\"}", 0.0);
        double before = lastSeen.getOrDefault(node.name() + source, 0.0);
        pages.merge(source, count < before ? count : count - before, Double::sum);
        lastSeen.put(node.name() + source, count);
      }
    } catch (IOException e) {
      // it is being restarted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Reading> readings() {
    return readings;
  }

  @Override
  public void close() throws SQLException {
    clock.shutdownNow();
    database.close();
  }
}
