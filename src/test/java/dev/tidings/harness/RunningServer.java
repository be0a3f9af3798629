package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole server in the test's own JVM: H2 file in a folder of its own, embedded Redis, Jetty on
 * a free port, tokens of {@link Tokens}, a heartbeat every second. One for all tests that ask for
 * it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "tidings.jwt.secret=" + Tokens.SECRET,
      "tidings.server-name=here",
      "tidings.delivery.heartbeat=1s",
      "tidings.delivery.stall=3s",
      "tidings.delivery.drain=0s"
    })
@ContextConfiguration(initializers = RunningServer.OwnFolder.class)
public @interface RunningServer {
  /** Data of an earlier run must not be found. */
  final class OwnFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        TestPropertyValues.of("tidings.data-dir=" + Files.createTempDirectory("tidings-test"))
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
