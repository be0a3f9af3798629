package dev.tidings.security;

import dev.tidings.audit.AuditLog;
import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * This package over an in-memory database, behind its own filters, with the demo's accounts, a host
 * application that signs tokens, one foreign origin that may call, and a clock that stands. All
 * tests share one context, so they use names of their own for what must not be seen by others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = SecuritySlice.Application.class,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:security;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
          + "DEFAULT_NULL_ORDERING=HIGH",
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
          + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
          + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
      "server.address=127.0.0.1",
      "tidings.demo=true",
      "tidings.data-dir=target/security-slice",
      "tidings.cors.allowed-origins=https://app.example"
    })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = SecuritySlice.Keys.class)
@interface SecuritySlice {

  /** What the slice is made of. */
  @Configuration
  @TestComponent // not for tests that scan the whole application
  @EnableAutoConfiguration
  @ConfigurationPropertiesScan("dev.tidings.security")
  @ComponentScan({"dev.tidings.security", "dev.tidings.problem"})
  @Import({EventLog.class, LogReader.class, AuditLog.class})
  class Application {
    @Bean
    MutableClock clock() {
      return new MutableClock(Instant.parse("2026-11-21T10:30:00.250Z"));
    }
  }

  /** The host application's keys. */
  class Keys implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of(
              "tidings.jwt.secret=" + Host.SECRET,
              "tidings.jwt.public-keys[0]=" + Host.pem(Host.RSA.getPublic()),
              "tidings.jwt.public-keys[1]=" + Host.pem(Host.EC.getPublic()))
          .applyTo(context);
    }
  }

  /** Stands where other packages have their controllers. */
  @RestController
  @TestComponent
  class Probe {
    @RequestMapping({
      "/api/v1/me/stream",
      "/api/v1/me/counts",
      "/api/v1/notices",
      "/api/v1/notices/{id}",
      "/api/v1/audiences/estimate",
      "/api/v1/admin/servers"
    })
    String who(@AuthenticationPrincipal Caller caller) {
      return caller.user();
    }
  }
}
