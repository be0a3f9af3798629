package dev.tidings.harness;

import dev.tidings.notice.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the outside of a run saw: what was posted and answered, what came over each
 * connection, what broke and when. Times are of {@link System#nanoTime}.
 */
public final class Ledger {
  private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());
  private final List<Edit> edits = Collections.synchronizedList(new ArrayList<>());
  private final List<Reader> readers = Collections.synchronizedList(new ArrayList<>());
  private final List<Spell> spells = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> disagreements = ConcurrentHashMap.newKeySet();
  private final Map<EventId, String> contents = new ConcurrentHashMap<>();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  /** What the poster knows of a post. */
  public enum Outcome {
    /** Answered 201. */
    OK,
    /** Refused. */
    FAILED,
    /** No answer, or one that leaves it open. */
    UNKNOWN
  }

  /**
   * A post with all its repetitions.
   *
   * @param title unlike every other post's
   * @param noticeId empty unless it was answered 201
   * @param eventId empty unless it was answered 201
   * @param answered when the last answer came
   */
  public record Post(
      String title,
      List<String> audience,
      Outcome outcome,
      String noticeId,
      String eventId,
      long answered) {}

  /**
   * A change that was answered 200.
   *
   * @param revision the notice's, after it
   * @param retraction or else the notice got another body
   */
  public record Edit(String noticeId, int revision, boolean retraction, long answered) {}

  /** Something that was broken for a time. */
  public record Spell(String fault, long from, long to) {}

  /** Something that happened to a client's connection. */
  public record Incident(long time, String what) {}

  /** A notice on a connection. */
  public record Sighting(EventId id, String noticeId, int revision, long time) {}

  public void posted(Post post) {
    posts.add(post);
  }

  public List<Post> posts() {
    synchronized (posts) {
      return List.copyOf(posts);
    }
  }

  public void edited(Edit edit) {
    edits.add(edit);
  }

  List<Edit> edits() {
    synchronized (edits) {
      return List.copyOf(edits);
    }
  }

  public void broke(Spell spell) {
    spells.add(spell);
  }

  public List<Spell> spells() {
    synchronized (spells) {
      return List.copyOf(spells);
    }
  }

  /** This entry was taken out of the stream on purpose. */
  public void removed(String entryId) {
    removed.add(entryId);
  }

  boolean wasRemoved(String entryId) {
    return removed.contains(entryId);
  }

  /** Somebody saw an event with that content; all must see the same. */
  void saw(EventId id, String content) {
    String first = contents.putIfAbsent(id, content);
    if (first != null && !first.equals(content)) {
      disagreements.add(id + " is " + first + " for one and " + content + " for another");
    }
  }

  Map<EventId, String> contents() {
    return contents;
  }

  Set<String> disagreements() {
    return disagreements;
  }

  /** A client that will read, over one connection after another. */
  Reader reader(String user, Collection<String> groups) {
    var reader = new Reader(user, Set.copyOf(groups));
    readers.add(reader);
    return reader;
  }

  public List<Reader> readers() {
    synchronized (readers) {
      return List.copyOf(readers);
    }
  }

  /** One client's part of the ledger. */
  public static final class Reader {
    private final String user;
    private final Set<String> groups;
    private final List<Track> tracks = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Set<String> fromInbox = ConcurrentHashMap.newKeySet();
    private boolean patient;

    private Reader(String user, Set<String> groups) {
      this.user = user;
      this.groups = groups;
    }

    /** It stays away on purpose, so how late it gets something says nothing. */
    synchronized void staysAway() {
      patient = true;
    }

    public synchronized boolean isPunctual() {
      return !patient;
    }

    public String user() {
      return user;
    }

    synchronized void met(String what) {
      incidents.add(new Incident(System.nanoTime(), what));
    }

    /** What happened to its connections, in order. */
    public synchronized List<Incident> incidents() {
      return List.copyOf(incidents);
    }

    synchronized Track open(@Nullable EventId resumedFrom) {
      var track = new Track(resumedFrom);
      tracks.add(track);
      return track;
    }

    void readInInbox(String noticeId) {
      fromInbox.add(noticeId);
    }

    Set<String> fromInbox() {
      return fromInbox;
    }

    public synchronized List<Track> tracks() {
      return List.copyOf(tracks);
    }

    /** Whether it may see an event for these keys. */
    boolean sees(Collection<String> audience) {
      return audience.stream()
          .anyMatch(
              key ->
                  key.equals("all")
                      || key.equals("user:" + user)
                      || (key.startsWith("group:") && groups.contains(key.substring(6))));
    }
  }

  /** One connection. Written by its client's thread. */
  public static final class Track {
    private final @Nullable EventId resumedFrom;
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<EventId> resets = new ArrayList<>();
    private @Nullable EventId started;
    private @Nullable EventId reached;
    private boolean served;

    private Track(@Nullable EventId resumedFrom) {
      this.resumedFrom = resumedFrom;
    }

    synchronized void started(EventId id) {
      started = id;
      reached = id;
      served = true;
    }

    synchronized void reset(EventId head) {
      resets.add(head);
      reached = head;
    }

    synchronized void reached(EventId id) {
      reached = id;
    }

    synchronized void sighted(Sighting sighting) {
      sightings.add(sighting);
      reached = sighting.id();
    }

    @Nullable EventId resumedFrom() {
      return resumedFrom;
    }

    /** Where it began; null when it was turned away. */
    synchronized @Nullable EventId started() {
      return started;
    }

    synchronized @Nullable EventId reached() {
      return reached;
    }

    synchronized boolean wasServed() {
      return served;
    }

    public synchronized List<Sighting> sightings() {
      return List.copyOf(sightings);
    }

    synchronized boolean wasResetBeyond(EventId id) {
      return resets.stream().anyMatch(head -> head.compareTo(id) >= 0);
    }

    synchronized List<EventId> resets() {
      return List.copyOf(resets);
    }
  }
}
