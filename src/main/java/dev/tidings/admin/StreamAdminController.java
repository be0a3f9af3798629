package dev.tidings.admin;

import dev.tidings.delivery.Audience;
import dev.tidings.delivery.ByeReason;
import dev.tidings.delivery.ConnectionRegistry;
import dev.tidings.delivery.Dispatcher;
import dev.tidings.log.LogHead;
import dev.tidings.log.LogReader;
import dev.tidings.notice.EventId;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import dev.tidings.stream.NoticeFeed;
import dev.tidings.stream.Server;
import dev.tidings.stream.StreamInspector;
import dev.tidings.subscribe.EventStreams;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** {@code /api/v1/admin/stream}: a notice's way through the log and the stream, by curl. */
@RestController
final class StreamAdminController {
  private static final int MAX_LIMIT = 1_000;

  private final LogReader log;
  private final StreamInspector inspector;
  private final NoticeFeed feed;
  private final Server server;
  private final Dispatcher dispatcher;
  private final ConnectionRegistry registry;
  private final EventStreams streams;
  private final TailEncoding encoding;

  StreamAdminController(
      LogReader log,
      StreamInspector inspector,
      NoticeFeed feed,
      Server server,
      Dispatcher dispatcher,
      ConnectionRegistry registry,
      EventStreams streams,
      TailEncoding encoding) {
    this.log = log;
    this.inspector = inspector;
    this.feed = feed;
    this.server = server;
    this.dispatcher = dispatcher;
    this.registry = registry;
    this.streams = streams;
    this.encoding = encoding;
  }

  /** Raw entries of the stream. */
  record Entries(List<StreamInspector.RawEntry> items) {}

  @GetMapping("/api/v1/admin/stream")
  ResponseEntity<StreamView> stream() {
    LogHead head = log.head();
    var here =
        new StreamView.Here(
            server.name(),
            dispatcher.head(),
            feed.isViaRedis(),
            registry.all().size(),
            registry.users().size());
    var stream = inspector.state().map(state -> stream(state, head)).orElse(null);
    return noStore(
        new StreamView(
            new StreamView.Log(head.logId(), head.epoch(), head.newest()), stream, here));
  }

  private static StreamView.Stream stream(StreamInspector.StreamState state, LogHead head) {
    return new StreamView.Stream(
        state.key(),
        state.length(),
        state.firstId(),
        state.lastId(),
        lag(state.lastId(), head),
        state.groups().stream()
            .map(
                group ->
                    new StreamView.Group(
                        group.name(),
                        group.consumers(),
                        group.lastDeliveredId(),
                        group.pending(),
                        lag(group.lastDeliveredId(), head)))
            .toList());
  }

  private static long lag(@Nullable String id, LogHead head) {
    EventId position = id == null ? null : EventId.parse(id);
    return position == null ? head.seq() : Math.max(0, head.seq() - position.seq());
  }

  @GetMapping("/api/v1/admin/stream/entries")
  ResponseEntity<Entries> entries(
      @RequestParam(name = "after", defaultValue = "0-0") String after,
      @RequestParam(name = "limit", defaultValue = "20") int limit) {
    EventId position = EventId.parse(after);
    if (position == null) {
      throw Problem.invalid("after", "must be an event id, <epoch>-<seq>");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be 1 to " + MAX_LIMIT);
    }
    return inspector
        .entries(position, limit)
        .map(entries -> noStore(new Entries(entries)))
        .orElseThrow(
            () ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "redis-unavailable",
                        "Redis can't be reached.")
                    .retryAfter(2));
  }

  @GetMapping("/api/v1/admin/stream/tail")
  ResponseEntity<ResponseBodyEmitter> tail(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    ByeReason refusal = streams.refusal();
    if (refusal != null) {
      return streams.refuse(refusal);
    }
    return streams.open(
        caller, Audience.EVERYTHING, dispatcher.head(), null, encoding::encode, request);
  }

  private static <T> ResponseEntity<T> noStore(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
