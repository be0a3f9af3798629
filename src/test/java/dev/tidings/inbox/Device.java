package dev.tidings.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.Connection;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.ConnectionRequest;
import dev.tidings.delivery.StreamOutput;
import dev.tidings.harness.SseFrame;
import dev.tidings.inbox.InboxModel.Shown;
import dev.tidings.notice.EventId;
import dev.tidings.notice.RecipientNotice;
import dev.tidings.notice.Severity;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import dev.tidings.testing.RunningTidings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that does what the protocol's documentation says: loads the inbox, opens a stream from
 * its head, and keeps itself true by what comes. One step below HTTP.
 */
final class Device implements StreamOutput {
  private final Caller caller;
  private final InboxController inbox;
  private final PreferencesController preferences;
  private final ConnectionRegistry registry;
  private final JsonMapper json;

  /** What was there before is none of this device's business. */
  private final long since;

  private final Map<UUID, Kept> kept = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();
  private final States states = new States();
  private List<String> muted = List.of();
  private boolean caughtUp;
  private @Nullable EventId position;
  private @Nullable Connection connection;

  private record Kept(RecipientNotice notice, boolean read, boolean archived) {
    Kept marked(boolean nowRead, boolean nowArchived) {
      return new Kept(notice, nowRead, nowArchived);
    }
  }

  Device(RunningTidings tidings, Caller caller, long since) {
    this.caller = caller;
    this.since = since;
    this.inbox = tidings.part(InboxController.class);
    this.preferences = tidings.part(PreferencesController.class);
    this.registry = tidings.part(ConnectionRegistry.class);
    this.json = tidings.part(JsonMapper.class);
  }

  boolean isOnline() {
    return connection != null;
  }

  Caller caller() {
    return caller;
  }

  /** Resumes where it was, or starts with the inbox. */
  void connect() {
    EventId start;
    synchronized (this) {
      start = position == null ? load() : position;
      position = start;
      caughtUp = false;
    }
    Audience audience = Audience.of(caller.audience());
    connection =
        registry.open(
            new ConnectionRequest(
                caller.user(),
                caller.tokenId(),
                null,
                caller.expiresAt(),
                audience,
                start,
                new byte[0],
                ConnectionRequest.FOR_USERS),
            this);
  }

  void disconnect() {
    Objects.requireNonNull(connection).gone();
    connection = null;
  }

  synchronized boolean hasCaughtUp() {
    return caughtUp;
  }

  /** Loads the inbox: after each connect, because states are not replayed. */
  synchronized EventId load() {
    muted = Objects.requireNonNull(preferences.get(caller).getBody()).mutedCategories();
    InboxPage page = page("all");
    kept.clear();
    keep(page);
    keep(page("archived"));
    return page.head();
  }

  private InboxPage page(String status) {
    return Objects.requireNonNull(inbox.page(caller, status, null, "100", null).getBody());
  }

  private void keep(InboxPage page) {
    page.items().stream()
        .filter(item -> item.notice().eventId().seq() > since)
        .forEach(item -> keep(item.notice(), item.read(), item.archived()));
  }

  private void keep(RecipientNotice notice, boolean read, boolean archived) {
    kept.put(notice.id(), new Kept(notice, read, archived));
  }

  /** The clock says that it is over. */
  synchronized void drop(UUID id) {
    kept.remove(id);
  }

  /** What it shows, the archive too, newest first. */
  synchronized List<Shown> shown() {
    return kept.values().stream()
        .sorted(Comparator.comparingLong((Kept it) -> it.notice.eventId().seq()).reversed())
        .map(this::shown)
        .toList();
  }

  private Shown shown(Kept it) {
    boolean quiet = new Preferences(muted, null).mutes(it.notice.category(), it.notice.severity());
    return new Shown(it.notice.id(), it.notice.revision(), it.read, it.archived, quiet);
  }

  /** The categories that it believes to be muted. */
  synchronized List<String> muted() {
    return muted;
  }

  /** How many states came so far. */
  synchronized int heard() {
    return states.size();
  }

  /** How many of them said what changed. */
  synchronized long heardInDetail() {
    return states.inDetail();
  }

  /** Whether it heard of that after the first so many states. */
  synchronized boolean heardOf(InboxChange change, int after) {
    return states.tell(change, after);
  }

  /** All that it heard, for who wonders. */
  synchronized String story() {
    return states.toString();
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  @Override
  public synchronized void write(byte[] bytes) throws IOException {
    var lines = new BufferedReader(new StringReader(new String(bytes, UTF_8)));
    SseFrame frame;
    while ((frame = SseFrame.read(lines)) != null) {
      take(frame);
    }
  }

  private void take(SseFrame frame) {
    EventId id = frame.id().isEmpty() ? null : EventId.parse(frame.id());
    JsonNode data = json.readTree(frame.data());
    switch (frame.event()) {
      case "notice", "notice-updated" ->
          take(Objects.requireNonNull(id), json.treeToValue(data, NoticeOnTheWire.class).notice());
      case "notice-retracted" -> kept.remove(UUID.fromString(data.path("id").asString()));
      case "state" -> take(data);
      case "cursor" -> caughtUp = true;
      default -> breaches.add("got " + frame);
    }
    if (id != null) {
      if (position != null && id.seq() < position.seq()) {
        breaches.add("got " + id + " after " + position);
      }
      position = id;
    }
  }

  /** As a client reads it: positions are text. */
  private record NoticeOnTheWire(
      UUID id,
      String eventId,
      int revision,
      String category,
      Severity severity,
      String title,
      String body,
      @Nullable String link,
      @Nullable JsonNode data,
      Instant publishedAt,
      @Nullable Instant expiresAt) {
    RecipientNotice notice() {
      EventId event = Objects.requireNonNull(EventId.parse(eventId));
      return new RecipientNotice(
          id, event, revision, category, severity, title, body, link, data, publishedAt, expiresAt);
    }
  }

  private void take(EventId id, RecipientNotice notice) {
    Kept old = kept.get(notice.id());
    if (notice.expiresAt() != null && !notice.expiresAt().isAfter(Instant.now())) {
      kept.remove(notice.id());
    } else if (id.equals(notice.eventId())) {
      keep(notice, false, false);
    } else if (old == null) {
      loadOne(notice.id());
    } else if (notice.revision() > old.notice.revision()) {
      keep(notice, old.read, old.archived);
    }
  }

  /** An update of what it has not got: it does not know whether that was read. */
  private void loadOne(UUID id) {
    try {
      InboxItem item = Objects.requireNonNull(inbox.one(caller, id.toString()).getBody());
      keep(item.notice(), item.read(), item.archived());
    } catch (Problem gone) {
      kept.remove(id);
    }
  }

  private void take(JsonNode state) {
    if (state.path("refresh").asBoolean(false)) {
      load();
    } else {
      apply(state);
    }
    states.add(state, shown().stream().filter(Shown::counts).count());
  }

  private void apply(JsonNode state) {
    if (state.path("preferences").asBoolean(false)) {
      muted = Objects.requireNonNull(preferences.get(caller).getBody()).mutedCategories();
    }
    EventId upTo = EventId.parse(state.path("readUpTo").asString(""));
    if (upTo != null) {
      kept.replaceAll(
          (id, it) -> it.notice.eventId().seq() > upTo.seq() ? it : it.marked(true, it.archived));
    }
    for (JsonNode change : state.path("changes")) {
      kept.computeIfPresent(
          UUID.fromString(change.path("id").asString()),
          (id, it) ->
              it.marked(change.path("read").asBoolean(), change.path("archived").asBoolean()));
    }
  }

  @Override
  public void complete() {
    breaches.add("was ended");
  }

  @Override
  public void abort() {
    breaches.add("was cut");
  }
}
