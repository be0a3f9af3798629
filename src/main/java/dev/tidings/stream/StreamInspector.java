package dev.tidings.stream;

import dev.tidings.notice.EventId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What Redis says of the stream. Any thread. */
@Component
public class StreamInspector implements DisposableBean {
  private final StreamProperties properties;
  private final RedisLink link;

  StreamInspector(StreamProperties properties, RedisMaster redis) {
    this.properties = properties;
    this.link = new RedisLink(redis, "tidings-inspector");
  }

  /**
   * The stream.
   *
   * @param key its key in Redis
   * @param length how many entries it holds
   * @param firstId its oldest entry; null when it holds none
   * @param lastId the newest entry it ever held
   * @param groups one per server
   */
  public record StreamState(
      String key,
      long length,
      @Nullable String firstId,
      @Nullable String lastId,
      List<GroupState> groups) {}

  /**
   * A server's place in the stream.
   *
   * @param consumers the server's starts that have read
   * @param lastDeliveredId the newest entry it was given
   * @param pending entries it was given and has not confirmed
   */
  public record GroupState(String name, long consumers, String lastDeliveredId, long pending) {}

  /** An entry as it stands in Redis. */
  public record RawEntry(String id, Map<String, String> fields) {}

  /** The stream's state; empty when Redis can't be reached, all zero when there is no stream. */
  public Optional<StreamState> state() {
    return link.ask(
        redis -> {
          String key = properties.streamKey();
          if (redis.exists(key) == 0) {
            return new StreamState(key, 0, null, null, List.of());
          }
          var stream = InfoFields.of(redis.xinfoStream(key));
          var first = redis.xrange(key, Range.unbounded(), Limit.from(1));
          return new StreamState(
              key,
              stream.number("length"),
              first.isEmpty() ? null : first.getFirst().getId(),
              stream.text("last-generated-id"),
              redis.xinfoGroups(key).stream().map(StreamInspector::group).toList());
        });
  }

  /**
   * Entries above an id, as they are.
   *
   * @return empty when Redis can't be reached
   */
  public Optional<List<RawEntry>> entries(EventId after, int limit) {
    var range = Range.from(Range.Boundary.excluding(after.toString()), Range.Boundary.unbounded());
    return link.ask(
        redis ->
            redis.xrange(properties.streamKey(), range, Limit.from(limit)).stream()
                .map(entry -> new RawEntry(entry.getId(), entry.getBody()))
                .toList());
  }

  private static GroupState group(Object info) {
    var group = InfoFields.of(info);
    return new GroupState(
        group.text("name"),
        group.number("consumers"),
        group.text("last-delivered-id"),
        group.number("pending"));
  }

  @Override
  public void destroy() {
    link.close();
  }
}
