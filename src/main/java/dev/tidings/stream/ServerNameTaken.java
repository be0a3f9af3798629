package dev.tidings.stream;

/** A running server of the same log has the name that this one was given. */
public final class ServerNameTaken extends IllegalStateException {
  ServerNameTaken(String name) {
    super("A running server of this log is already called '" + name + "'");
  }
}
