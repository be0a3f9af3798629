package dev.tidings.log;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** What every connection to PostgreSQL is told. */
@Configuration
class DatabaseConfiguration {
  /**
   * A server that freezes while it holds the number's lock would stop everybody's posts: PostgreSQL
   * ends its transaction after 5 s, and who waits for the lock gives up after 3 s and is told so.
   */
  private static final String OPTIONS =
      "-c lock_timeout=3s -c idle_in_transaction_session_timeout=5s";

  /** PostgreSQL's word for a lock that was not to be had in time. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Spring does not know that word, and would take it for a fault that trying again can't mend. */
  @Bean
  SQLExceptionTranslator lockTimeouts() {
    var translator = new SQLExceptionSubclassTranslator();
    translator.setCustomTranslator(
        (task, sql, failure) ->
            LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
                ? new CannotAcquireLockException(task, failure)
                : null);
    return translator;
  }

  @Bean
  static BeanPostProcessor boundedDatabase() {
    // The pool hands out what was used in the last half second unseen, and a dead connection shows
    // only after the socket's timeout. Looking costs a tenth of a millisecond.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
            && pool.getJdbcUrl() != null
            && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
          pool.addDataSourceProperty("options", OPTIONS);
          pool.addDataSourceProperty("connectTimeout", "2");
          pool.addDataSourceProperty("socketTimeout", "10");
          pool.addDataSourceProperty("tcpKeepAlive", "true");
          pool.addDataSourceProperty("ApplicationName", "tidings");
          pool.setDataSource(new DatabaseDialer(pool));
        }
        return bean;
      }

      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new DatabaseGate(pool) : bean;
      }
    };
  }
}
