package dev.tidings.security;

import dev.tidings.problem.SettingRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The accounts of the demo, whose password is their name. They live in memory only, so that the
 * same data directory started without the demo has no such door.
 */
@Component
final class DemoAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(DemoAccounts.class);

  private final Map<String, Account> accounts;

  /**
   * @throws SettingRefused when the demo would listen on more than this machine's loopback
   */
  DemoAccounts(InstallationSettings settings, Environment environment, Passwords passwords) {
    if (settings.demo()) {
      requireLoopback(environment.getProperty("server.address", ""));
      accounts =
          Stream.of(
                  account("admin", Set.of(), Set.of(Role.ADMIN), passwords),
                  account("alice", Set.of("500"), Set.of(), passwords),
                  account("bob", Set.of("500"), Set.of(), passwords),
                  account("carol", Set.of("600"), Set.of(), passwords))
              .collect(Collectors.toUnmodifiableMap(Account::username, Function.identity()));
      LOG.warn("DEMO: anybody on this machine can log in as {}", new TreeSet<>(accounts.keySet()));
    } else {
      accounts = Map.of();
    }
  }

  @Nullable Account find(String username) {
    return accounts.get(username);
  }

  /** By name; empty unless this is the demo. */
  List<Account> all() {
    return accounts.values().stream().sorted(Comparator.comparing(Account::username)).toList();
  }

  private static Account account(
      String name, Set<String> groups, Set<Role> roles, Passwords passwords) {
    return new Account(name, passwords.hash(name), groups, roles);
  }

  private static void requireLoopback(String address) {
    try {
      if (!address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress()) {
        return;
      }
    } catch (UnknownHostException e) {
      LOG.debug("server.address can't be resolved", e);
    }
    throw new SettingRefused(
        "tidings.demo",
        "makes accounts whose password is their name, so server.address must be a loopback address"
            + " such as 127.0.0.1, not '"
            + address
            + "'");
  }
}
