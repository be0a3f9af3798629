package dev.tidings.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Like Spring Boot's own, and names the setting too. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortTakenFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
  private final Environment environment;

  PortTakenFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
    String port = Integer.toString(cause.getPort());
    String setting =
        port.equals(environment.getProperty("management.server.port"))
            ? "MANAGEMENT_SERVER_PORT (management.server.port)"
            : "SERVER_PORT (server.port)";
    return new FailureAnalysis(
        "Port %s is taken by another program.".formatted(port),
        "Stop that program, or choose another port with %s.".formatted(setting),
        cause);
  }
}
