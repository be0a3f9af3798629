package dev.tidings.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed process loses no commit. What {@code kill -9} leaves behind is the file as it is, so the
 * file is copied while H2 has it open. Versions that lose commits do so only after they have used
 * space again, which is by default after 45 s and here at once.
 */
class H2DurabilityTest {
  private static final String OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;RETENTION_TIME=100";

  @TempDir Path folder;

  @Test
  void whatIsCommittedIsInTheFile() throws Exception {
    try (var connection = open("open");
        var statement = connection.createStatement()) {
      statement.execute("create table event (seq bigint primary key, payload varchar(1000))");
      connection.setAutoCommit(false);
      int committed = 0;
      for (int round = 0; round < 12; round++) {
        for (int i = 0; i < 20; i++) {
          committed++;
          statement.execute(
              "insert into event values (" + committed + ", '" + "x".repeat(300) + "')");
          connection.commit();
        }
        assertThat(eventsInACopy()).as("after round " + round).isEqualTo(committed);
      }
    }
  }

  private int eventsInACopy() throws IOException, SQLException {
    Files.deleteIfExists(folder.resolve("copy.mv.db"));
    Files.copy(folder.resolve("open.mv.db"), folder.resolve("copy.mv.db"));
    try (var connection = open("copy");
        var row = connection.createStatement().executeQuery("select count(*) from event")) {
      row.next();
      return row.getInt(1);
    }
  }

  private Connection open(String name) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name) + OPTIONS);
  }
}
