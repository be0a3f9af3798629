package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A process that was stopped with {@code SIGSTOP}; goes on when this is closed. */
public final class Frozen implements AutoCloseable {
  private final long pid;

  private Frozen(long pid) {
    this.pid = pid;
  }

  public static Frozen of(ProcessHandle process) {
    signal("STOP", process.pid());
    return new Frozen(process.pid());
  }

  private static void signal(String name, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " " + pid + " answered " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    signal("CONT", pid);
  }
}
