package dev.tidings.security;

import dev.tidings.notice.AudienceKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who can log in with a password: the table {@code account}, and what the demo adds to it. */
@Repository
class Accounts {
  private final JdbcClient jdbc;
  private final DemoAccounts demo;
  private final Passwords passwords;
  private final Clock clock;

  Accounts(JdbcClient jdbc, DemoAccounts demo, Passwords passwords, Clock clock) {
    this.jdbc = jdbc;
    this.demo = demo;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Checks a log-in. An unknown name takes as long as a wrong password.
   *
   * @return null when either is wrong
   */
  @Nullable Account logIn(String username, String password) {
    Account account = find(username);
    boolean good = passwords.matches(password, account == null ? null : account.passwordHash());
    return good ? account : null;
  }

  /** Whether nobody could log in but the demo's accounts. */
  boolean isEmpty() {
    return jdbc.sql("select count(*) from account").query(Long.class).single() == 0;
  }

  /** False when the name is taken. */
  boolean add(Account account) {
    try {
      jdbc.sql(
              "insert into account (username, password_hash, group_ids, role_names, created_at)"
                  + " values (:name, :hash, :groups, :roles, :now)")
          .param("name", account.username())
          .param("hash", account.passwordHash())
          .param("groups", String.join(" ", account.groups()))
          .param("roles", account.roles().stream().map(Role::name).collect(Collectors.joining(" ")))
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private @Nullable Account find(String username) {
    if (!AudienceKey.isId(username)) {
      return null;
    }
    Account stored =
        jdbc.sql(
                "select username, password_hash, group_ids, role_names from account"
                    + " where username = :name")
            .param("name", username)
            .query(
                (row, number) ->
                    new Account(
                        row.getString("username"),
                        row.getString("password_hash"),
                        new HashSet<>(words(row.getString("group_ids"))),
                        roles(words(row.getString("role_names")))))
            .optional()
            .orElse(null);
    Account shown = demo.find(username);
    return shown == null ? stored : shown;
  }

  private static Set<Role> roles(List<String> names) {
    return names.stream()
        .map(Role::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
