package dev.tidings.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.harness.Posts;
import dev.tidings.harness.RawStream;
import dev.tidings.harness.RunningServer;
import dev.tidings.harness.SseFrame;
import dev.tidings.harness.Tokens;
import dev.tidings.notice.EventId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The database is replaced by an older copy of itself while the server runs. */
@RunningServer
class RestoredBackupTest {
  private static final String STREAM = "/api/v1/me/stream";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  private Posts posts;
  private final String mia = Tokens.user("mia", List.of());

  @BeforeEach
  void connect() {
    posts = new Posts(port);
  }

  @Test
  void clientsBeyondTheBackupAreToldToReloadAndGoOnLive() throws Exception {
    String kept = posts.post("user:mia").eventId();
    try (var stream = RawStream.open(port, STREAM, mia)) {
      stream.until("cursor");
      posts.post("user:mia");
      EventId lost = id(posts.post("user:mia").eventId());
      restore(id(kept));

      SseFrame reset = stream.until("reset").getLast();
      EventId next = id(posts.post("user:mia").eventId());
      SseFrame live = stream.until("notice").getLast();

      assertThat(reset).isEqualTo(new SseFrame("reset", kept, "{\"reason\":\"epoch\"}"));
      assertThat(next.seq()).isEqualTo(id(kept).seq() + 1);
      assertThat(next.epoch()).isGreaterThan(lost.epoch());
      assertThat(live.id()).isEqualTo(next.toString());
      await()
          .until(
              () ->
                  posts
                      .get("/api/v1/admin/stream", Tokens.admin("operator"))
                      .body()
                      .contains("\"lastId\":\"" + next + "\""));
      assertReset("Last-Event-ID: " + lost, "epoch");
    }
    try (var stream = RawStream.open(port, STREAM, mia, "Last-Event-ID: " + kept)) {
      assertThat(stream.until("cursor")).extracting(SseFrame::event).doesNotContain("reset");
    }
  }

  @Test
  void aPostRightAfterTheRestoreGetsNoIdThatWasGivenBefore() {
    String kept = posts.post("all").eventId();
    EventId lost = id(posts.post("all").eventId());
    restore(id(kept));

    EventId next = id(posts.post("all").eventId());

    assertThat(next.seq()).isEqualTo(lost.seq());
    assertThat(next.epoch()).isGreaterThan(lost.epoch());
  }

  private void assertReset(String header, String reason) {
    try (var stream = RawStream.open(port, STREAM, mia, header)) {
      assertThat(stream.until("reset").getLast().data())
          .isEqualTo("{\"reason\":\"" + reason + "\"}");
    }
  }

  private void restore(EventId head) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("select seq_lock.id from stream_head seq_lock where id = 1 for update")
              .query(Integer.class)
              .single();
          for (String table : List.of("event_log", "event_audience")) {
            jdbc.sql("delete from " + table + " where seq > ?").param(head.seq()).update();
          }
          jdbc.sql("delete from notice_audience where event_seq > ?").param(head.seq()).update();
          jdbc.sql("delete from notice where event_seq > ?").param(head.seq()).update();
          jdbc.sql("update stream_head set epoch = ?, last_epoch = ?, last_seq = ?")
              .param(head.epoch())
              .param(head.epoch())
              .param(head.seq())
              .update();
        });
  }

  private static EventId id(String text) {
    EventId id = EventId.parse(text);
    if (id == null) {
      throw new AssertionError(text);
    }
    return id;
  }
}
