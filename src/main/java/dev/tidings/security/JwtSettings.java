package dev.tidings.security;

import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are accepted.
 *
 * @param secret what HS256 tokens are signed with: its UTF-8 bytes, at least 32. Absent or empty:
 *     see {@code secretFile}
 * @param secretFile a file that holds the secret; a line end after it does not count. Absent too: a
 *     random secret is made at the first start and kept in {@code <tidings.data-dir>/jwt-secret}
 * @param publicKeys keys of a host application that signs with RS256 or ES256: PEM text, or paths
 *     of PEM files. Default: none
 * @param clockSkew how far the clock of whoever signs may be off. 0 to 5 minutes, default 30 s
 */
@Validated
@ConfigurationProperties("tidings.jwt")
record JwtSettings(
    @Nullable String secret,
    @Nullable String secretFile,
    @DefaultValue List<String> publicKeys,
    @DefaultValue("30s") @DurationMin @DurationMax(minutes = 5) Duration clockSkew) {

  /** Without the secret, as this may end up in a log. */
  @Override
  public String toString() {
    return "JwtSettings[secretFile=%s, publicKeys=%d]".formatted(secretFile, publicKeys.size());
  }
}
