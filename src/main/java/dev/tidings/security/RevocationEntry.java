package dev.tidings.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A revocation as a control entry of the log tells it to the other servers: {@code
 * {"type":"revoked","jti":"…","until":"…"}} or {@code
 * {"type":"revoked","user":"…","issuedBefore":"…"}}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevocationEntry(
    String type,
    @Nullable String jti,
    @Nullable String user,
    @Nullable Instant issuedBefore,
    @Nullable Instant until) {
  private static final String TYPE = "revoked";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static String write(Revocation revocation) {
    return JSON.writeValueAsString(
        new RevocationEntry(
            TYPE,
            revocation.jti(),
            revocation.user(),
            revocation.issuedBefore(),
            revocation.until()));
  }

  /** Null for control entries of other types, also those of versions to come. */
  static @Nullable Revocation read(String payload) {
    try {
      @Nullable RevocationEntry entry = JSON.readValue(payload, RevocationEntry.class);
      return entry != null && TYPE.equals(entry.type())
          ? new Revocation(entry.jti(), entry.user(), entry.issuedBefore(), entry.until())
          : null;
    } catch (JacksonException | IllegalArgumentException e) {
      return null;
    }
  }
}
