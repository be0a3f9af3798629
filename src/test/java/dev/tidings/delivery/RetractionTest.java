package dev.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Poster.Posted;
import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import dev.tidings.log.LogReader;
import dev.tidings.notice.AudienceKey;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import dev.tidings.notice.EventKind;
import dev.tidings.stream.NoticeFeed;
import dev.tidings.stream.StreamInspector;
import dev.tidings.stream.StreamInspector.RawEntry;
import dev.tidings.stream.StreamProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a retracted notice said is nowhere any more, and nothing else is missing. */
@RunningServer
class RetractionTest {
  private static final String STREAM = "/api/v1/me/stream";
  private static final String SECRET = "a notice"; // the title that Posts gives

  @LocalServerPort int port;
  @Autowired Dispatcher dispatcher;
  @Autowired NoticeFeed feed;
  @Autowired LogReader log;
  @Autowired DeliveryProperties properties;
  @Autowired StreamInspector inspector;
  @Autowired StreamProperties stream;
  @Autowired StringRedisTemplate redis;
  @Autowired JdbcClient jdbc;

  private Posts posts;
  private final String rita = Tokens.user("rita", List.of());
  private final Audience ritas = Audience.of(Set.of(AudienceKey.user("rita")));

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  private void change(Posted notice, String patch) throws Exception {
    String path = "/api/v1/notices/" + notice.noticeId();
    assertThat(posts.send("PATCH", path, Tokens.admin("poster"), patch).statusCode())
        .isEqualTo(200);
  }

  /** Retracts it, and waits until the server has read that. */
  private EventId retract(Posted notice) throws Exception {
    String path = "/api/v1/notices/" + notice.noticeId() + "/retract";
    assertThat(posts.send("POST", path, Tokens.admin("poster"), "").statusCode()).isEqualTo(200);
    EventId head = log.head().newest();
    await().until(() -> dispatcher.matched().equals(head));
    return head;
  }

  /** Posted, changed, retracted, and another one posted. */
  private record Story(EventId before, Posted retracted, EventId retraction, Posted other) {}

  private Story story() throws Exception {
    EventId before = EventId.parse(posts.post("user:rita").eventId());
    Posted notice = posts.post("user:rita");
    change(notice, "{\"body\":\"more of " + SECRET + "\"}");
    EventId retraction = retract(notice);
    return new Story(before, notice, retraction, posts.post("user:rita"));
  }

  @Test
  void openStreamsGetEachVersionAndThenTheRetraction() throws Exception {
    try (var stream = RawStream.open(port, STREAM, rita)) {
      stream.until("cursor");
      Posted notice = posts.post("user:rita");
      change(notice, "{\"title\":\"better\"}");
      EventId retraction = retract(notice);

      assertThat(stream.until("notice").getLast().id()).isEqualTo(notice.eventId());
      SseFrame updated = stream.until("notice-updated").getLast();
      SseFrame retracted = stream.until("notice-retracted").getLast();
      assertThat(updated.data())
          .contains("\"title\":\"better\"", "\"revision\":2", notice.eventId());
      assertThat(retracted)
          .isEqualTo(
              new SseFrame(
                  "notice-retracted",
                  retraction.toString(),
                  "{\"id\":\"%s\",\"eventId\":\"%s\",\"revision\":3}"
                      .formatted(notice.noticeId(), notice.eventId())));
    }
  }

  @Test
  void whoComesBackLaterGetsTheRetractionAndEverythingElse() throws Exception {
    Story story = story();
    try (var stream = RawStream.open(port, STREAM, rita, "Last-Event-ID: " + story.before())) {
      assertThat(stream.until("cursor"))
          .extracting(SseFrame::event, SseFrame::id)
          .containsExactly(
              tuple("ready", story.before().toString()),
              tuple("notice-retracted", story.retraction().toString()),
              tuple("notice", story.other().eventId()),
              tuple("cursor", story.other().eventId()));
    }
  }

  @Test
  void aPositionOnAnErasedEventStaysGood() throws Exception {
    Story story = story();
    String erased = story.retracted().eventId();
    try (var stream = RawStream.open(port, STREAM, rita, "Last-Event-ID: " + erased)) {
      assertThat(stream.until("cursor"))
          .extracting(SseFrame::event)
          .containsExactly("ready", "notice-retracted", "notice", "cursor");
    }
  }

  @Test
  void memoryTheStreamAndTheDatabaseTellTheSame() throws Exception {
    Story story = story();
    EventId upTo = EventId.parse(story.other().eventId());
    List<EventId> expected = List.of(story.retraction(), upTo);

    assertThat(read(pages(dispatcher), story.before(), upTo)).isEqualTo(expected);
    assertThat(read(pages(withoutMemory()), story.before(), upTo)).isEqualTo(expected);
    redis.opsForStream().trim(stream.streamKey(), 0);
    assertThat(feed.denseAfter(story.before(), 10)).isEmpty();
    assertThat(read(pages(withoutMemory()), story.before(), upTo)).isEqualTo(expected);
  }

  /** All pages up to there, which must not hold what was retracted. */
  private List<EventId> read(EventPages pages, EventId after, EventId upTo) {
    var found = new ArrayList<Frame>();
    EventId position = after;
    while (position.seq() < upTo.seq()) {
      var page = pages.after(position, upTo, ritas, 1);
      assertThat(page.reached().seq()).isGreaterThan(position.seq());
      position = page.reached();
      found.addAll(page.frames());
    }
    return found.stream().map(Frame::id).toList();
  }

  private EventPages pages(Dispatcher source) {
    return new EventPages(source, feed, log, new Semaphore(1));
  }

  /** One that remembers no event, and of no notice that it was retracted. */
  private Dispatcher withoutMemory() {
    var nothing = new EventRing(1, 1, dispatcher.head());
    return new Dispatcher(feed, log, properties) {
      @Override
      EventRing ring() {
        return nothing;
      }
    };
  }

  @Test
  void theStreamHoldsNothingOfItAndNoLogLineEither() throws Exception {
    Posted notice = posts.post("user:rita");
    await().until(() -> holds(notice, SECRET));
    retract(notice);

    await().until(() -> holds(notice, "notice-retracted"));
    assertThat(entries(notice)).noneMatch(entry -> entry.toString().contains(SECRET));
    assertThat(entries(notice)).hasSize(1);
    assertThat(
            jdbc.sql("select payload from event_log where notice_id = ?")
                .param(UUID.fromString(notice.noticeId()))
                .query(String.class)
                .list())
        .hasSize(2)
        .noneMatch(payload -> payload.contains(SECRET));
  }

  @Test
  void aStreamThatIsBuiltAnewHoldsEmptyPlacesForIt() throws Exception {
    Story story = story();
    redis.delete(stream.streamKey());
    await().until(() -> !entries(story.other()).isEmpty());

    assertThat(feed.denseAfter(story.before(), 10))
        .extracting(event -> event.kind())
        .startsWith(EventKind.VOID, EventKind.VOID, EventKind.NOTICE_RETRACTED, EventKind.NOTICE);
    assertThat(entries(story.retracted())).hasSize(3);
    assertThat(entries(story.retracted())).noneMatch(entry -> entry.toString().contains(SECRET));
  }

  /** As if a copy of the stream, or of the database, had not heard of the retraction. */
  @Test
  void whatACopyStillHoldsIsNotSent() throws Exception {
    Story story = story();
    jdbc.sql(
            "update event_log set kind = 'notice', audience = 'user:rita', payload = '{}'"
                + " where notice_id = ? and kind = 'void'")
        .param(UUID.fromString(story.retracted().noticeId()))
        .update();
    EventId upTo = EventId.parse(story.other().eventId());
    var nothing = new EventRing(1, 1, dispatcher.head());
    var forgetful =
        new Dispatcher(feed, log, properties) {
          @Override
          EventRing ring() {
            return nothing;
          }

          @Override
          Frame frame(Event event) {
            return dispatcher.frame(event);
          }
        };
    var everything = pages(forgetful).after(story.before(), upTo, Audience.EVERYTHING, 10).frames();

    assertThat(log.after(story.before().seq(), 2))
        .extracting(event -> event.kind())
        .containsOnly(EventKind.NOTICE);
    assertThat(everything)
        .extracting(Frame::kind)
        .startsWith(EventKind.VOID, EventKind.VOID, EventKind.NOTICE_RETRACTED, EventKind.NOTICE);
  }

  private boolean holds(Posted notice, String text) {
    return entries(notice).stream().anyMatch(entry -> entry.toString().contains(text));
  }

  private List<RawEntry> entries(Posted notice) {
    return inspector.entries(new EventId(0, 0), 100_000).orElseThrow().stream()
        .filter(entry -> notice.noticeId().equals(entry.fields().get("notice")))
        .toList();
  }
}
