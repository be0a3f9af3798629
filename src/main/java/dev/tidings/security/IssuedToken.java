package dev.tidings.security;

/**
 * A token that was just made.
 *
 * @param text the signed JWT, a secret
 * @param caller who it stands for
 */
record IssuedToken(String text, Caller caller) {
  /** Without the token, as this may end up in a log. */
  @Override
  public String toString() {
    return "IssuedToken[" + caller.user() + "]";
  }
}
