package dev.tidings.stream;

/**
 * This running instance.
 *
 * @param name unique among the servers of one log; its consumer group is {@code srv:<name>}
 * @param boot random, new at every start; its consumer in that group
 */
public record Server(String name, String boot) {
  static final String GROUP_PREFIX = "srv:";

  /** The consumer group on the stream. */
  public String group() {
    return GROUP_PREFIX + name;
  }
}
