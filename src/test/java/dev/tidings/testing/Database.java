package dev.tidings.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The two databases that Tidings runs on, real ones, started once and ended with this JVM. */
public enum Database {
  H2 {
    @Override
    public String newUrl() {
      return InMemory.URL.formatted(nextName());
    }
  },
  POSTGRES {
    @Override
    public String newUrl() {
      String name = nextName();
      try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new AssertionError("no database " + name, e);
      }
      return Server.RUNNING.getJdbcUrl("postgres", name);
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The JDBC URL of a new database with nothing in it. */
  public abstract String newUrl();

  private static String nextName() {
    return "tidings_" + COUNT.incrementAndGet();
  }

  /** The application's own settings, so that both run in the same mode; only not in a file. */
  private static final class InMemory {
    static final String URL = url();

    private static String url() {
      var yaml = new YamlPropertiesFactoryBean();
      yaml.setResources(new ClassPathResource("application.yaml"));
      String url = String.valueOf(yaml.getObject().get("spring.datasource.url"));
      String inFile = "jdbc:h2:file:${tidings.data-dir}/tidings;";
      if (!url.startsWith(inFile)) {
        throw new AssertionError("no longer as expected here: " + url);
      }
      return "jdbc:h2:mem:%s;" + url.substring(inFile.length());
    }
  }

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
