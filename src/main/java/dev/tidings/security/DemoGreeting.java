package dev.tidings.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever has just started the demo what to do next. */
@Component
@ConditionalOnBooleanProperty("tidings.demo")
final class DemoGreeting {
  private static final Logger LOG = LoggerFactory.getLogger(DemoGreeting.class);

  private final Environment environment;

  DemoGreeting(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void greet() {
    String host = environment.getProperty("server.address", "127.0.0.1");
    String port = environment.getProperty("local.server.port", "8080");
    LOG.info(text("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port));
  }

  static String text(String address) {
    return """


    Tidings is up: {address}

      password = user name   admin (posts), alice and bob (group 500), carol (group 600)

    Listen as alice, in one terminal:

      TOKEN=$(curl -s {address}/api/v1/session -H 'Content-Type: application/json' \\
        -d '{"username":"alice","password":"alice"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
      curl -N {address}/api/v1/me/stream -H "Authorization: Bearer $TOKEN"

    Post to her group as admin, in another one:

      TOKEN=$(curl -s {address}/api/v1/session -H 'Content-Type: application/json' \\
        -d '{"username":"admin","password":"admin"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
      curl -s {address}/api/v1/notices -H "Authorization: Bearer $TOKEN" \\
        -H 'Content-Type: application/json' \\
        -d '{"audience":["group:500"],"category":"maintenance","title":"Water is off at noon"}'
    """
        .replace("{address}", address);
  }
}
