package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it goes over the wire, encoded once for all its receivers. Immutable; {@link #sse} is
 * shared and must not be changed.
 */
public final class Frame {
  private static final UUID NO_UID = new UUID(0, 0);

  private final EventId id;
  private final EventKind kind;
  private final @Nullable UUID noticeId;
  private final List<AudienceKey> audience;
  private final Instant createdAt;
  private final byte[] sse;
  private final String payload;

  private Frame(Event event) {
    this.id = event.id();
    this.kind = event.kind();
    this.noticeId = event.noticeId();
    this.audience = event.audience();
    this.createdAt = event.createdAt();
    this.payload = event.payload();
    this.sse = encode(kind.wireName(), id, payload);
  }

  static Frame of(Event event) {
    return new Frame(event);
  }

  /** The same place in the log, and nothing of what stood there. */
  Frame erased() {
    return new Frame(new Event(id, NO_UID, EventKind.VOID, noticeId, List.of(), "", createdAt));
  }

  /** The same for everybody else; erased when there is nobody else. */
  Frame without(AudienceKey key) {
    List<AudienceKey> others = audience.stream().filter(other -> !other.equals(key)).toList();
    return others.isEmpty()
        ? erased()
        : new Frame(new Event(id, NO_UID, kind, noticeId, others, payload, createdAt));
  }

  /** Whether it tells what a notice says. */
  boolean hasContent() {
    return kind == EventKind.NOTICE || kind == EventKind.NOTICE_UPDATED;
  }

  /**
   * One block of an event stream, as the HTML standard's section "Server-sent events" has it.
   *
   * @param id null for an event that must not move the client's last event id
   * @param data may hold any line ends; each line gets a field of its own
   */
  public static byte[] encode(String event, @Nullable EventId id, String data) {
    var block = new StringBuilder(data.length() + 64).append("event: ").append(event).append('\n');
    if (id != null) {
      block.append("id: ").append(id).append('\n');
    }
    if (data.indexOf('\n') < 0 && data.indexOf('\r') < 0) {
      block.append("data: ").append(data).append('\n');
    } else {
      data.lines().forEach(line -> block.append("data: ").append(line).append('\n'));
    }
    return block.append('\n').toString().getBytes(UTF_8);
  }

  public EventId id() {
    return id;
  }

  public EventKind kind() {
    return kind;
  }

  /** Null for control entries. */
  public @Nullable UUID noticeId() {
    return noticeId;
  }

  /** Who may see it. Never shown to users. */
  public List<AudienceKey> audience() {
    return audience;
  }

  /** When it was appended, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** JSON on one line, as recipients see it. */
  public String payload() {
    return payload;
  }

  byte[] sse() {
    return sse;
  }

  /** About how much memory it holds, in bytes. */
  int weight() {
    return sse.length + payload.length() + 250 + 60 * audience.size();
  }
}
