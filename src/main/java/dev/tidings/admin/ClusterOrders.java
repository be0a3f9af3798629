package dev.tidings.admin;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.security.Caller;
import dev.tidings.security.Revocation;
import dev.tidings.security.Revocations;
import dev.tidings.subscribe.EndStreams;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an operator orders all servers to do, each written into the audit in one transaction. */
@Service
class ClusterOrders {
  private final AuditLog audit;
  private final Revocations revocations;
  private final EndStreams endStreams;

  ClusterOrders(AuditLog audit, Revocations revocations, EndStreams endStreams) {
    this.audit = audit;
    this.revocations = revocations;
    this.endStreams = endStreams;
  }

  /** Revokes all tokens of a user that were issued up to now. */
  @Transactional
  public Revocation revokeUser(Caller operator, String user) {
    audit.append(operator.actor(), AuditAction.USER_REVOKED, AuditSubject.user(user), null);
    return revocations.revokeUser(user);
  }

  /** Revokes the token of that id, which expires then; null when nobody knows. */
  @Transactional
  public Revocation revokeToken(Caller operator, String jti, @Nullable Instant expiresAt) {
    audit.append(operator.actor(), AuditAction.TOKEN_REVOKED, AuditSubject.token(jti), null);
    return revocations.revokeToken(jti, expiresAt);
  }

  /** Ends all streams of a user. */
  @Transactional
  public void endStreams(Caller operator, String user) {
    audit.append(operator.actor(), AuditAction.STREAMS_ENDED, AuditSubject.user(user), null);
    endStreams.ofUser(user);
  }
}
