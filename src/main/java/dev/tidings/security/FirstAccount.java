package dev.tidings.security;

import dev.tidings.audit.Actor;
import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets somebody in at the first start: makes the account {@code admin} when there is none. */
@Component
final class FirstAccount implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

  /** 100 random bits. */
  private static final int PASSWORD_LENGTH = 20;

  private final Accounts accounts;
  private final Passwords passwords;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstallationSettings settings;

  FirstAccount(
      Accounts accounts,
      Passwords passwords,
      AuditLog audit,
      TransactionTemplate transaction,
      InstallationSettings settings) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.audit = audit;
    this.transaction = transaction;
    this.settings = settings;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (settings.demo() || !accounts.isEmpty()) {
      return;
    }
    String password = RandomText.password(PASSWORD_LENGTH);
    var admin = new Account("admin", passwords.hash(password), Set.of(), Set.of(Role.ADMIN));
    if (Boolean.TRUE.equals(transaction.execute(status -> isAdded(admin, status)))) {
      // The one secret that is ever logged: there is no other way to hand it over.
      LOG.info(
          """
          First start: an account was made. This is shown only once.

          +------------------------------------------+
          |  user name   admin                       |
          |  password    {}        |
          +------------------------------------------+
          """,
          password);
    }
  }

  /** False when another server was faster. */
  private boolean isAdded(Account admin, TransactionStatus status) {
    if (!accounts.add(admin)) {
      status.setRollbackOnly();
      return false;
    }
    audit.append(
        Actor.TIDINGS,
        AuditAction.ACCOUNT_CREATED,
        AuditSubject.user(admin.username()),
        new NewAccount(admin.roles()));
    return true;
  }

  /** What the audit keeps of it. */
  private record NewAccount(Set<Role> roles) {}
}
