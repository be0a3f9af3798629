package dev.tidings.subscribe;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Leaves out what is observed of every request and kept as long as the request lasts: it was a
 * quarter of an idle stream's heap. How long a stream lasts is no news, and who needs to know how
 * many there are has metrics of {@code delivery}.
 */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
  @Bean
  SecurityObservationSettings noObservationOfSecurityFilters() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  ObservationPredicate noObservationOfStreams() {
    return (name, context) ->
        !(context instanceof ServerRequestObservationContext request
            && isStream(request.getCarrier()));
  }

  private static boolean isStream(@Nullable HttpServletRequest request) {
    return request != null
        && (request.getRequestURI().endsWith("/me/stream")
            || request.getRequestURI().endsWith("/admin/stream/tail"));
  }
}
