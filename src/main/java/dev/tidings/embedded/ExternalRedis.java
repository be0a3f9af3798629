package dev.tidings.embedded;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** True when a setting says where a Redis is that somebody else runs. */
public final class ExternalRedis implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !NoExternalRedis.in(context.getEnvironment());
  }
}
