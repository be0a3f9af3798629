package dev.tidings.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.TidingsApplication;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.harness.Tokens;
import dev.tidings.log.LogReader;
import dev.tidings.testing.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What posting feels of it when very much is removed: the time of posts at a fixed pace, before and
 * while half a year is removed. A post that is sent late counts as slow. Takes about three minutes:
 * {@code mvn test -Dtest=RetentionBench -Dbench.rows=200000 -Dbench.rate=100}.
 */
class RetentionBench {
  private static final int ROWS = Integer.getInteger("bench.rows", 200_000);
  private static final int RATE = Integer.getInteger("bench.rate", 100);
  private static final int CHUNK = 2_000;
  private static final Duration BASELINE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void postsWhileMuchIsRemoved(Database database) throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--tidings.data-dir=" + folder,
                "--tidings.retention.every=1d",
                "--tidings.jwt.secret=" + Tokens.SECRET));
    if (database == Database.POSTGRES) {
      arguments.add("--spring.datasource.url=" + database.newUrl());
    } // else H2 in a file, as it is in the default set-up
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(TidingsApplication.class)
            .run(arguments.toArray(String[]::new))) {
      var jdbc = context.getBean(JdbcTemplate.class);
      fill(jdbc);
      awaitNews(context);
      int port = ((WebServerApplicationContext) context).getWebServer().getPort();
      var posts = URI.create("http://127.0.0.1:" + port);
      measure(posts, until(Duration.ofSeconds(15))); // until the hot paths are compiled
      report(database, "before", measure(posts, until(BASELINE)));

      Thread removing = Thread.ofPlatform().start(() -> remove(context.getBean(Retention.class)));
      long start = System.nanoTime();
      List<Long> during = measure(posts, removing::isAlive);
      report(database, "while %,d rows are removed".formatted(4 * ROWS), during);
      System.out.printf(
          "%s: removed in %d s%n",
          database, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));

      assertThat(count(jdbc, "notice")).isLessThan(ROWS);
      assertThat(count(jdbc, "event_log")).isLessThan(ROWS);
    }
  }

  private interface Going {
    boolean goesOn();
  }

  private static Going until(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    return () -> System.nanoTime() < end;
  }

  private static void remove(Retention retention) {
    try {
      retention.round();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long count(JdbcTemplate jdbc, String table) {
    return jdbc.queryForObject("select count(*) from " + table, Long.class);
  }

  /** Notices and their events of 200 days ago, one in four for somebody alone. */
  private static void fill(JdbcTemplate jdbc) {
    Long epoch = jdbc.queryForObject("select epoch from stream_head", Long.class);
    var then = new Timestamp(System.currentTimeMillis() - Duration.ofDays(200).toMillis());
    for (int from = 1; from <= ROWS; from += CHUNK) {
      List<Object[]> events = new ArrayList<>();
      List<Object[]> keys = new ArrayList<>();
      List<Object[]> notices = new ArrayList<>();
      List<Object[]> audiences = new ArrayList<>();
      for (int seq : IntStream.range(from, Math.min(from + CHUNK, ROWS + 1)).toArray()) {
        UUID id = UUID.randomUUID();
        String key = seq % 4 == 0 ? "user:u" + seq : "group:g" + seq % 1_000;
        String text = "{\"body\":\"" + "x".repeat(300) + "\"}";
        events.add(
            new Object[] {(long) seq, epoch, UUID.randomUUID(), "notice", id, key, text, then});
        keys.add(new Object[] {key, (long) seq});
        notices.add(new Object[] {id, epoch, (long) seq, key, text, then, then});
        audiences.add(new Object[] {id, key, (long) seq});
      }
      jdbc.batchUpdate(
          "insert into event_log (seq, epoch, uid, kind, notice_id, audience, payload, created_at)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?)",
          events);
      jdbc.batchUpdate("insert into event_audience (audience_key, seq) values (?, ?)", keys);
      jdbc.batchUpdate(
          "insert into notice (id, event_epoch, event_seq, audience, category, severity, title,"
              + " body, published_at, created_at, created_by, revision, status)"
              + " values (?, ?, ?, ?, 'notice', 'INFO', 'old', ?, ?, ?, 'olga', 1, 'PUBLISHED')",
          notices);
      jdbc.batchUpdate(
          "insert into notice_audience (notice_id, audience_key, event_seq) values (?, ?, ?)",
          audiences);
    }
    jdbc.update("update stream_head set last_seq = ?", ROWS);
  }

  private static void awaitNews(ConfigurableApplicationContext context) {
    var log = context.getBean(LogReader.class);
    var dispatcher = context.getBean(Dispatcher.class);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> dispatcher.head().equals(log.head().newest()));
  }

  /** Milliseconds from when each post was due until it was answered, sorted. */
  private List<Long> measure(URI server, Going going) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/notices"))
            .header("Authorization", "Bearer " + Tokens.admin("bench"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"audience\":[\"group:bench\"],\"title\":\"bench\"}"))
            .build();
    var micros = new ConcurrentLinkedQueue<Long>();
    var posted = new LongAdder();
    try (var posters = Executors.newVirtualThreadPerTaskExecutor()) {
      long due = System.nanoTime();
      while (going.goesOn()) {
        due += TimeUnit.SECONDS.toNanos(1) / RATE;
        LockSupport.parkNanos(due - System.nanoTime());
        long at = due;
        posted.increment();
        posters.execute(() -> micros.add(post(request, at)));
      }
    }
    assertThat(micros).as("answered").hasSize(posted.intValue());
    return micros.stream().sorted().toList();
  }

  private long post(HttpRequest request, long due) {
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      assertThat(status).isEqualTo(201);
      return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void report(Database database, String when, List<Long> micros) {
    System.out.printf(
        "%s, %s: %,d posts, p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
        database,
        when,
        micros.size(),
        at(micros, 0.5),
        at(micros, 0.99),
        micros.getLast() / 1_000.0);
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.get((int) ((sorted.size() - 1) * part)) / 1_000.0;
  }
}
