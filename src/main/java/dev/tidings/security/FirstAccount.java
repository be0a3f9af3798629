package dev.tidings.security;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Lets somebody in at the first start: makes the account {@code admin} when there is none. */
@Component
final class FirstAccount implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

  /** 100 random bits. */
  private static final int PASSWORD_LENGTH = 20;

  private final Accounts accounts;
  private final Passwords passwords;
  private final InstallationSettings settings;

  FirstAccount(Accounts accounts, Passwords passwords, InstallationSettings settings) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.settings = settings;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (settings.demo() || !accounts.isEmpty()) {
      return;
    }
    String password = RandomText.password(PASSWORD_LENGTH);
    var admin = new Account("admin", passwords.hash(password), Set.of(), Set.of(Role.ADMIN));
    if (accounts.add(admin)) {
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
}
