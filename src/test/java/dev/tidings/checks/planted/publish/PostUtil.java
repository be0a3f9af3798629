package dev.tidings.checks.planted.publish;

import dev.tidings.checks.planted.delivery.Servlets;
import io.lettuce.core.RedisClient;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** Breaks every rule on purpose: name, field injection, transaction, time, Redis, package. */
@Transactional
class PostUtil {
  @Autowired Servlets servlets;
  @Autowired RedisClient redis;

  Instant time() {
    return Instant.now();
  }
}
