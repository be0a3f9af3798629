package dev.tidings.stream;

/** Servers of another log use the same Redis with the same prefix. */
public final class StreamOwnedByAnotherLog extends IllegalStateException {
  private final String prefix;

  StreamOwnedByAnotherLog(String mine, String owner, String prefix) {
    super(
        "This database holds log "
            + mine
            + ", but the Redis keys '"
            + prefix
            + "…' belong to log "
            + owner
            + ", whose servers are running");
    this.prefix = prefix;
  }

  /** The prefix that both want. */
  public String prefix() {
    return prefix;
  }
}
