package dev.tidings.log;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every connection to PostgreSQL is told. */
@Configuration
class DatabaseConfiguration {
  /**
   * A server that freezes while it holds the number's lock would stop everybody's posts: PostgreSQL
   * ends its transaction after 5 s, and who waits for the lock gives up after 3 s and is told so.
   */
  private static final String OPTIONS =
      "-c lock_timeout=3s -c idle_in_transaction_session_timeout=5s";

  @Bean
  static BeanPostProcessor boundedPostgres() {
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
        }
        return bean;
      }
    };
  }
}
