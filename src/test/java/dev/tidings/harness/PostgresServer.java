package dev.tidings.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of its own for a test, with what production has: an answered commit is on the disk.
 * Comes back with its data on the same port.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String OWN_TABLES =
      "select table_name from information_schema.tables where table_schema = 'public'"
          + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'";

  private final Path folder;
  private final int port = Ports.free();
  private EmbeddedPostgres postgres;

  public PostgresServer(Path folder) {
    this.folder = folder;
    this.postgres = launch();
  }

  public int port() {
    return port;
  }

  /** The address of its database as seen through a proxy. */
  public static String urlThrough(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(urlThrough(port) + "?user=postgres");
  }

  /** Ends it and all its connections. */
  public void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void restart() {
    postgres = launch();
  }

  private EmbeddedPostgres launch() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("shared_buffers", "32MB")
          .setOutputRedirector(output())
          .setErrorRedirector(output())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder.Redirect output() {
    return ProcessBuilder.Redirect.appendTo(folder.resolveSibling("postgres.log").toFile());
  }

  /** Keeps a copy of everything, as a backup does. */
  public void backUp() {
    inOneTransaction(
        connection -> {
          var statements =
              new ArrayList<>(
                  List.of("drop schema if exists backup cascade", "create schema backup"));
          for (String table : tables(connection)) {
            statements.add("create table backup." + table + " as table public." + table);
          }
          return statements;
        });
  }

  /** Puts the copy back while servers run. */
  public void restore() {
    inOneTransaction(
        connection -> {
          var statements =
              new ArrayList<>(List.of("select 1 from stream_head where id = 1 for update"));
          for (String table : tables(connection)) {
            statements.add("delete from public." + table);
            statements.add("insert into public." + table + " select * from backup." + table);
          }
          return statements;
        });
  }

  private interface Work {
    List<String> statements(Connection connection) throws SQLException;
  }

  private void inOneTransaction(Work work) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : work.statements(connection)) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(OWN_TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public void close() {
    stop();
  }
}
