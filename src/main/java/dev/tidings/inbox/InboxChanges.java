package dev.tidings.inbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Where one hears of changes that were made on this server. */
@Component
public class InboxChanges {
  private final List<Consumer<InboxChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<ReadUpTo>> readers = new CopyOnWriteArrayList<>();

  InboxChanges() {}

  /**
   * Calls back after every change that was committed on this server, on the request's thread; must
   * neither block nor throw.
   */
  public void onChange(Consumer<InboxChange> listener) {
    listeners.add(listener);
  }

  /** Calls back when somebody has read everything up to somewhere, in the same way. */
  public void onReadUpTo(Consumer<ReadUpTo> listener) {
    readers.add(listener);
  }

  void tell(ReadUpTo read) {
    readers.forEach(listener -> listener.accept(read));
  }

  void tell(InboxChange change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
