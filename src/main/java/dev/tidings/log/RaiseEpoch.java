package dev.tidings.log;

import java.time.Clock;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The command {@code raise-epoch}, for after a backup was restored: numbers that were given between
 * the backup and the restore are given again, and the epoch tells the new events from the old ones.
 * Running servers notice by themselves; this is for when no server and no Redis survived that would
 * remember.
 */
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  TransactionAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  FlywayAutoConfiguration.class
})
@Import({EventLog.class, LogReader.class, DatabaseConfiguration.class})
public class RaiseEpoch {
  /** What to write after {@code java -jar tidings.jar}. */
  public static final String COMMAND = "raise-epoch";

  /** Raises the epoch of the configured database, says so on standard output, and ends. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(RaiseEpoch.class)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .run(args)
        .close();
  }

  @Bean
  CommandLineRunner raise(EventLog log, LogReader reader) {
    return args -> {
      LogHead before = reader.head();
      long raised = log.raiseEpoch(before.epoch(), Clock.systemUTC().instant());
      System.out.printf(
          "Log %s: the epoch is %d now, it was %d. The newest event is %s; the next one is %d-%d.%n",
          before.logId(), raised, before.epoch(), before.newest(), raised, before.seq() + 1);
    };
  }
}
