package dev.tidings.embedded;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** True when no setting says where a Redis is, so that the embedded one is needed. */
final class NoExternalRedis implements Condition {
  private static final List<String> PLACES =
      List.of(
          "url",
          "host",
          "port",
          "sentinel.master",
          "sentinel.nodes",
          "cluster.nodes",
          "masterreplica.nodes");

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return in(context.getEnvironment());
  }

  static boolean in(Environment environment) {
    var binder = Binder.get(environment);
    return PLACES.stream().noneMatch(place -> isSet(binder, "spring.data.redis." + place));
  }

  /** Blank counts as unset: {@code SPRING_DATA_REDIS_URL=} is how compose files pass "nothing". */
  private static boolean isSet(Binder binder, String property) {
    return binder
        .bind(property, Bindable.listOf(String.class))
        .map(values -> values.stream().anyMatch(StringUtils::hasText))
        .orElse(false);
  }
}
