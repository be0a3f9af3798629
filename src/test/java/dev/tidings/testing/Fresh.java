package dev.tidings.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test uses, as tests share a running Tidings. */
public final class Fresh {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Fresh() {}

  /** A user's or group's id, a category, a title or an idempotency key. */
  public static String name(String prefix) {
    return prefix + "-" + COUNT.incrementAndGet();
  }
}
