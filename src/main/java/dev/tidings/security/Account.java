package dev.tidings.security;

import java.util.Set;

/**
 * Somebody who can log in here.
 *
 * @param username the {@code sub} of their tokens
 * @param passwordHash BCrypt
 * @param groups their tokens' groups
 * @param roles their tokens' roles
 */
record Account(String username, String passwordHash, Set<String> groups, Set<Role> roles) {
  /** Without the hash, as this may end up in a log. */
  @Override
  public String toString() {
    return "Account[" + username + "]";
  }
}
