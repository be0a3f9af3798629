package dev.tidings.log;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventKind;
import dev.tidings.testing.Database;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A log in a real database: the project's tables, pool and transactions, and nothing else of it.
 * Each database is made once; every test gets it as it was after its first migration.
 */
final class TestLog {
  private static final Map<Database, ApplicationContext> MADE = new EnumMap<>(Database.class);

  final EventLog writer;
  final LogReader reader;
  final LogTrim trim;
  final TransactionTemplate transaction;
  final JdbcClient jdbc;

  private TestLog(ApplicationContext context) {
    // A new one each time, as it remembers what it has seen.
    writer = context.getAutowireCapableBeanFactory().createBean(EventLog.class);
    reader = context.getBean(LogReader.class);
    trim = context.getBean(LogTrim.class);
    transaction = context.getBean(TransactionTemplate.class);
    jdbc = context.getBean(JdbcClient.class);
  }

  static TestLog emptyOn(Database database) {
    var log = new TestLog(MADE.computeIfAbsent(database, TestLog::start));
    log.jdbc.sql("delete from event_audience").update();
    log.jdbc.sql("delete from event_log").update();
    log.jdbc
        .sql(
            "update stream_head set epoch = created_epoch, last_epoch = created_epoch, last_seq ="
                + " 0")
        .update();
    return log;
  }

  private static ApplicationContext start(Database database) {
    return new SpringApplicationBuilder(Parts.class)
        .web(WebApplicationType.NONE)
        .run("--spring.datasource.url=" + database.newUrl());
  }

  @Configuration
  @Import({LogReader.class, LogTrim.class})
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  static class Parts {}

  static List<AudienceKey> keys(String... keys) {
    return Stream.of(keys).map(AudienceKey::new).toList();
  }

  /** Appends the event of a new notice, in a transaction of its own. */
  Event append(String... keys) {
    return append(keys(keys), slot -> "{}");
  }

  Event append(List<AudienceKey> keys, Function<LogSlot, String> payload) {
    return transaction.execute(status -> appendInTransaction(keys, payload));
  }

  /** Appends as part of the calling thread's transaction. */
  Event appendInTransaction(List<AudienceKey> keys, Function<LogSlot, String> payload) {
    return writer.append(EventKind.NOTICE, UUID.randomUUID(), keys, payload);
  }

  /** The numbers of all events, in the order that they are read in. */
  List<Long> numbers() {
    return numbers(reader.after(0, Integer.MAX_VALUE));
  }

  static List<Long> numbers(List<Event> events) {
    return events.stream().map(event -> event.id().seq()).toList();
  }
}
