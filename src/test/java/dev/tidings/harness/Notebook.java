package dev.tidings.harness;

import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one client has got so far, and every breach of the protocol that it met. */
final class Notebook {
  private static final Pattern NOTICE = Pattern.compile("^\\{\"id\":\"([^\"]+)\"");
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

  private final String user;
  private final Ledger ledger;
  private final BiConsumer<EventId, String> onReset;
  private final List<String> notices = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> breaches = new ArrayList<>();
  private volatile String position = "";
  private volatile String lastBye = "";
  private volatile int deliveries;
  private volatile int resets;
  private volatile long lastHeard = System.nanoTime();

  /**
   * @param onReset called with the position that was lost, and why
   */
  Notebook(String user, Ledger ledger, BiConsumer<EventId, String> onReset) {
    this.user = user;
    this.ledger = ledger;
    this.onReset = onReset;
  }

  synchronized List<String> notices() {
    return List.copyOf(notices);
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  String position() {
    return position;
  }

  String lastBye() {
    return lastBye;
  }

  int deliveries() {
    return deliveries;
  }

  int resets() {
    return resets;
  }

  long lastHeard() {
    return lastHeard;
  }

  synchronized void breach(String what) {
    breaches.add(user + " " + what);
  }

  /** The next frame of a connection. */
  synchronized void take(SseFrame frame, Ledger.Track track) {
    lastHeard = System.nanoTime();
    if (frame.event().equals("bye")) {
      lastBye = frame.data();
    }
    EventId id = frame.id().isEmpty() ? null : EventId.parse(frame.id());
    if (id == null) {
      if (!frame.id().isEmpty()) {
        breach("got the id " + frame.id());
      }
      return;
    }
    EventId last = track.reached();
    switch (frame.event()) {
      case "ready" -> track.started(id);
      case "reset" -> reset(id, frame.data(), track);
      case "cursor" -> {
        if (last == null || id.compareTo(last) < 0) {
          breach("got cursor " + id + " after " + last);
        }
        track.reached(id);
      }
      default -> {
        if (last == null || id.compareTo(last) <= 0) {
          breach("got " + frame.event() + " " + id + " after " + last);
        }
        keep(frame, id, track);
      }
    }
    position = frame.id();
  }

  private void keep(SseFrame frame, EventId id, Ledger.Track track) {
    Matcher revision = REVISION.matcher(frame.data());
    int number = revision.find() ? Integer.parseInt(revision.group(1)) : -1;
    Matcher notice = NOTICE.matcher(frame.data());
    String noticeId = notice.find() ? notice.group(1) : "?";
    deliveries++;
    if (seen.add(noticeId + "/" + number)) {
      notices.add(noticeId);
    }
    track.sighted(new Ledger.Sighting(id, noticeId, number, System.nanoTime()));
    ledger.saw(id, frame.data());
  }

  private void reset(EventId head, String data, Ledger.Track track) {
    resets++;
    // A stream that begins with a reset has said the head in its ready, too.
    boolean atOpening = Objects.equals(track.reached(), track.started());
    EventId had = atOpening ? track.resumedFrom() : track.reached();
    track.reset(head);
    onReset.accept(had == null ? head : had, data);
  }
}
