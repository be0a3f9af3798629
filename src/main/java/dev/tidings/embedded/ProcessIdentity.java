package dev.tidings.embedded;

import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What tells a process from every other one, also from a later one that is given its number.
 *
 * @param started when it was started, as the system says
 * @param command the executable
 */
record ProcessIdentity(long pid, Instant started, String command) {
  /** Empty when the system does not tell, as of other users' processes. */
  static Optional<ProcessIdentity> of(ProcessHandle process) {
    var info = process.info();
    return info.startInstant()
        .flatMap(
            started ->
                info.command()
                    .map(command -> new ProcessIdentity(process.pid(), started, command)));
  }

  /** The process, as long as it lives and is still this very one. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> of(process).equals(Optional.of(this)));
  }

  void put(Properties lines, String who) {
    lines.setProperty(who + ".pid", Long.toString(pid));
    lines.setProperty(who + ".started", started.toString());
    lines.setProperty(who + ".command", command);
  }

  /**
   * The reverse of {@link #put}.
   *
   * @throws RuntimeException when a line is missing or makes no sense
   */
  static ProcessIdentity get(Properties lines, String who) {
    return new ProcessIdentity(
        Long.parseLong(lines.getProperty(who + ".pid", "")),
        Instant.parse(lines.getProperty(who + ".started", "")),
        lines.getProperty(who + ".command", ""));
  }
}
