package dev.tidings.security;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call.
 *
 * @param allowedOrigins as browsers write them, {@code https://app.example}: scheme, host in lower
 *     case, port unless it is the scheme's own; no path, no wildcard. Default: none
 */
@ConfigurationProperties("tidings.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  CorsSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      boolean hasDefaultPort =
          origin.startsWith("https:") ? origin.endsWith(":443") : origin.endsWith(":80");
      if (!ORIGIN.matcher(origin).matches() || hasDefaultPort) {
        throw new IllegalArgumentException(
            "tidings.cors.allowed-origins must hold origins as browsers write them, such as"
                + " https://app.example or http://localhost:3000, not '"
                + origin
                + "'");
      }
    }
  }
}
