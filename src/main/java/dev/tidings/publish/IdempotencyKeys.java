package dev.tidings.publish;

import dev.tidings.notice.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was posted under which key, so that a post whose answer was lost can be sent again. The
 * header is that of the IETF draft "The Idempotency-Key HTTP Header Field".
 */
@Repository
class IdempotencyKeys {
  /** By the database's clock, as all times of notices are. */
  private static final String OLDEST = "current_timestamp - interval '7' day";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final JdbcClient jdbc;

  IdempotencyKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a key stands for.
   *
   * @param bodyHash of the parsed body
   */
  record Used(String bodyHash, UUID noticeId) {}

  /**
   * The key itself.
   *
   * @param field where the caller wrote it
   * @throws InvalidValue when it is not 1-255 visible ASCII characters
   */
  static String checked(String field, String key) {
    if (!FORM.matcher(key).matches()) {
      throw new InvalidValue(field, "must be 1-255 visible ASCII characters");
    }
    return key;
  }

  static String hash(String canonicalBody) {
    try {
      byte[] text = canonicalBody.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Takes the key as part of the caller's transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException when it is taken
   */
  void take(String caller, String key, String bodyHash, UUID noticeId) {
    jdbc.sql(
            "insert into idempotency_key (caller, idem_key, body_hash, notice_id, created_at)"
                + " values (:caller, :key, :hash, :notice, current_timestamp)")
        .param("caller", caller)
        .param("key", key)
        .param("hash", bodyHash)
        .param("notice", noticeId)
        .update();
  }

  /** What the key was used for, if it was. */
  Optional<Used> find(String caller, String key) {
    return jdbc.sql(
            "select body_hash, notice_id from idempotency_key"
                + " where caller = :caller and idem_key = :key and created_at > "
                + OLDEST)
        .param("caller", caller)
        .param("key", key)
        .query(
            (row, n) ->
                new Used(row.getString("body_hash"), row.getObject("notice_id", UUID.class)))
        .optional();
  }

  /** Forgets this key if it is older than keys are kept. */
  void forgetIfOld(String caller, String key) {
    jdbc.sql(
            "delete from idempotency_key"
                + " where caller = :caller and idem_key = :key and created_at <= "
                + OLDEST)
        .param("caller", caller)
        .param("key", key)
        .update();
  }
}
