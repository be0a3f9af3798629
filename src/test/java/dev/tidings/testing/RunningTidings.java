package dev.tidings.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidings.TidingsApplication;
import dev.tidings.harness.Ports;
import dev.tidings.harness.Tokens;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole application over one of the databases, with its embedded Redis, on a free port. Started
 * once for each database and shared by all tests of this JVM, so they use names of their own.
 */
public final class RunningTidings implements AutoCloseable {
  /** Where a test may have a site whose pages it answers. */
  public static final int OTHER_ORIGIN_PORT = Ports.free();

  private static final Map<Database, RunningTidings> STARTED = new EnumMap<>(Database.class);

  private final WebServerApplicationContext context;

  private RunningTidings(WebServerApplicationContext context) {
    this.context = context;
  }

  public static synchronized RunningTidings on(Database database) {
    return STARTED.computeIfAbsent(database, RunningTidings::start);
  }

  private static RunningTidings start(Database database) {
    String folder = "target/running-tidings/" + database.name().toLowerCase();
    return start(folder, "--spring.datasource.url=" + database.newUrl());
  }

  /**
   * One of its own, to be closed.
   *
   * @param settings as on the command line, for example {@code --spring.datasource.url=…}; without
   *     that one its database is a file in the folder
   */
  public static RunningTidings start(String folder, String... settings) {
    var application =
        new SpringApplicationBuilder(TidingsApplication.class).web(WebApplicationType.SERVLET);
    var arguments =
        Stream.concat(
            Stream.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--tidings.data-dir=" + folder,
                "--tidings.stats.every=1s",
                "--tidings.cors.allowed-origins=http://127.0.0.1:" + OTHER_ORIGIN_PORT,
                "--tidings.jwt.secret=" + Tokens.SECRET),
            Stream.of(settings));
    return new RunningTidings(
        (WebServerApplicationContext) application.run(arguments.toArray(String[]::new)));
  }

  @Override
  public void close() {
    ((ConfigurableApplicationContext) context).close();
  }

  public int port() {
    return context.getWebServer().getPort();
  }

  /** Its API, called with a token. */
  public Api as(String token) {
    return new Api(port(), token);
  }

  /** One of its parts. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Its database. */
  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  /** The newest event's id. */
  public String head() {
    return jdbc()
        .sql("select concat(last_epoch, '-', last_seq) from stream_head")
        .query(String.class)
        .single();
  }

  /** How many notices with that title it has. */
  public int stored(String title) {
    return jdbc()
        .sql("select count(*) from notice where title = ?")
        .param(title)
        .query(Integer.class)
        .single();
  }

  /**
   * How many rows there are.
   *
   * @param condition with one parameter
   */
  public int rows(String table, String condition, Object value) {
    return jdbc()
        .sql("select count(*) from " + table + " where " + condition)
        .param(value)
        .query(Integer.class)
        .single();
  }

  /** Ends a notice now. */
  public void expire(String noticeId) {
    jdbc()
        .sql("update notice set expires_at = current_timestamp where id = ?")
        .param(UUID.fromString(noticeId))
        .update();
  }

  /** Holds what every posting transaction needs, so that those in flight meet each other. */
  public void whileNobodyCanAppend(Runnable action) {
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              jdbc().sql("select last_seq from stream_head for update").query().singleValue();
              action.run();
            });
  }

  /** Whether every database connection that it may open is in use. */
  public boolean isBusyWithAllItsConnections() throws SQLException {
    var pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
    return pool.getHikariPoolMXBean().getActiveConnections() == pool.getMaximumPoolSize();
  }
}
