package dev.tidings.security;

/** What a caller may do beyond reading their own notices. */
public enum Role {
  /** Posts to anybody, looks into everything. */
  ADMIN,
  /** Posts to the audience keys that the token's {@code publish} claim covers. */
  PUBLISHER
}
