package dev.tidings.embedded;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses a start that can't succeed before anything is opened: no database, no child process, no
 * port. Runs once, on the starting thread, before the first ordinary bean is made.
 */
@Component
final class StartCheck implements BeanFactoryPostProcessor {
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    check(beans.getBean(Environment.class));
  }

  static void check(Environment environment) {
    var database = DatabaseFile.of(environment.getProperty("spring.datasource.url", ""));
    if (database.isPresent() || NoExternalRedis.in(environment)) {
      DataFolder.prepare(environment);
    }
    if (database.isPresent() && database.get().isOpenElsewhere()) {
      throw new DatabaseInUse(database.get().path());
    }
  }
}
