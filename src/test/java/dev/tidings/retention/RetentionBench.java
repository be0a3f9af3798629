package dev.tidings.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.TidingsApplication;
import dev.tidings.delivery.DeliveryProperties;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.harness.Tokens;
import dev.tidings.log.LogReader;
import dev.tidings.log.LogTrim;
import dev.tidings.notice.EventId;
import dev.tidings.stream.NoticeFeed;
import dev.tidings.stream.StreamInspector;
import dev.tidings.testing.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What posting feels of it when very much is removed: the time of posts at a fixed pace, before and
 * while half a year is removed. A post that is sent late counts as slow. Takes about three minutes:
 * {@code mvn test -Dquick= -Dtest=RetentionBench -Dbench.rows=200000 -Dbench.rate=100}.
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
                // Nothing is too old for the server itself, which would begin on its own.
                "--tidings.retention.events=365d",
                "--tidings.retention.notices=365d",
                "--tidings.jwt.secret=" + Tokens.SECRET));
    if (database == Database.POSTGRES) {
      arguments.add("--spring.datasource.url=" + database.newUrl());
    } // else H2 in a file, as it is in the default set-up
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(TidingsApplication.class)
            .run(arguments.toArray(String[]::new))) {
      var jdbc = context.getBean(JdbcTemplate.class);
      fill(jdbc, context.getBean(TransactionTemplate.class));
      awaitNews(context);
      int port = ((WebServerApplicationContext) context).getWebServer().getPort();
      var posts = URI.create("http://127.0.0.1:" + port);
      measure(posts, until(Duration.ofSeconds(15))); // until the hot paths are compiled
      report(database, "before", measure(posts, until(BASELINE)));

      Retention retention = retention(context);
      Thread removing = Thread.ofPlatform().start(() -> remove(retention));
      long start = System.nanoTime();
      List<Long> during = measure(posts, removing::isAlive);
      report(database, "while %,d rows are removed".formatted(4 * ROWS), during);
      System.out.printf(
          "%s: removed in %d s%n",
          database, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));

      assertThat(old(jdbc, "notice")).isZero();
      assertThat(old(jdbc, "event_log")).isEqualTo(1); // the newest of the old ones
    }
  }

  private interface Going {
    boolean goesOn();
  }

  private static Going until(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    return () -> System.nanoTime() < end;
  }

  /** With the times of the default set-up. */
  private static Retention retention(ConfigurableApplicationContext context) {
    var kept =
        new RetentionProperties(
            Duration.ofDays(8), Duration.ofDays(180), Duration.ofMinutes(10), 500);
    var jdbc = context.getBean(JdbcClient.class);
    var batches = context.getBean(JdbcTemplate.class);
    var log = context.getBean(LogTrim.class);
    return new Retention(
        List.of(
            new OldEvents(log, kept), new OldNotices(jdbc, batches, new YoungNotices(jdbc), kept)),
        context.getBean(RetentionLock.class),
        kept,
        context.getBean(DeliveryProperties.class),
        log,
        context.getBean(NoticeFeed.class),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  private static void remove(Retention retention) {
    try {
      retention.round();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long old(JdbcTemplate jdbc, String table) {
    return jdbc.queryForObject(
        "select count(*) from " + table + " where created_at < ?",
        Long.class,
        new Timestamp(System.currentTimeMillis() - Duration.ofDays(100).toMillis()));
  }

  /** Notices and their events of 200 days ago, one in four for somebody alone. */
  private static void fill(JdbcTemplate jdbc, TransactionTemplate transaction) {
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
      int last = Math.min(from + CHUNK - 1, ROWS);
      transaction.executeWithoutResult(
          status -> {
            jdbc.batchUpdate(
                "insert into event_log (seq, epoch, uid, kind, notice_id, audience, payload,"
                    + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                events);
            jdbc.batchUpdate("insert into event_audience (audience_key, seq) values (?, ?)", keys);
            jdbc.batchUpdate(
                "insert into notice (id, event_epoch, event_seq, audience, category, severity,"
                    + " title, body, published_at, created_at, created_by, revision, status) values"
                    + " (?, ?, ?, ?, 'notice', 'INFO', 'old', ?, ?, ?, 'olga', 1, 'PUBLISHED')",
                notices);
            jdbc.batchUpdate(
                "insert into notice_audience (notice_id, audience_key, event_seq) values (?, ?, ?)",
                audiences);
            jdbc.update("update stream_head set last_seq = ?", last);
          });
    }
  }

  private static void awaitNews(ConfigurableApplicationContext context) {
    var log = context.getBean(LogReader.class);
    var dispatcher = context.getBean(Dispatcher.class);
    var stream = context.getBean(StreamInspector.class);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> {
              EventId head = log.head().newest();
              return dispatcher.head().equals(head)
                  && stream.state().map(it -> head.toString().equals(it.lastId())).orElse(false);
            });
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
        posters.execute(() -> post(request, at, micros));
      }
    }
    if (micros.size() < posted.intValue()) {
      System.out.printf(
          "%d of %d posts were refused%n", posted.intValue() - micros.size(), posted.intValue());
    }
    return micros.stream().sorted().toList();
  }

  /** Notes how long it took, if it was stored. */
  private void post(HttpRequest request, long due, Queue<Long> micros) {
    try {
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
