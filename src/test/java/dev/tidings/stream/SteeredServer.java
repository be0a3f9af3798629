package dev.tidings.stream;

import dev.tidings.log.EventLog;
import dev.tidings.log.LogReader;
import dev.tidings.notice.Event;
import dev.tidings.notice.EventId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A server without a fault of its own, which stops where it is told, and whose clock is turned. */
public final class SteeredServer extends PlantedFeed {
  private final Orders orders = new Orders(Path.of("").toAbsolutePath());

  /** Where it can be told to stop, for good. */
  public enum Step {
    /** A post is committed, and its poster does not know. */
    BEFORE_ANSWER,
    /** An event is in the log, and this server's relay has not appended it. */
    BEFORE_APPEND,
    /** The event is in the stream, and the relay has not noted so. */
    AFTER_APPEND,
    /** The event was read from the stream, and no client of this server has got it. */
    BEFORE_HANDING_ON
  }

  /** What a test tells a server, by files in the server's working directory. */
  public record Orders(Path folder) {
    public void stopAt(Step step) {
      write("stop-at", step.name());
    }

    public boolean wasObeyed() {
      return Files.exists(folder.resolve("stopped"));
    }

    /** For the server's next start. */
    public void revoke() {
      try {
        Files.deleteIfExists(folder.resolve("stop-at"));
        Files.deleteIfExists(folder.resolve("stopped"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * @param ahead of the true time; zero sets it right again
     */
    public void turnClock(Duration ahead) {
      write("clock", ahead.toString());
    }

    private Duration clock() {
      String ahead = read("clock");
      return ahead.isEmpty() ? Duration.ZERO : Duration.parse(ahead);
    }

    private void pass(Step step) {
      if (read("stop-at").equals(step.name())) {
        write("stopped", step.name());
        while (true) {
          LockSupport.park();
        }
      }
    }

    private String read(String order) {
      try {
        Path file = folder.resolve(order);
        return Files.exists(file) ? Files.readString(file) : "";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** In one go, so that half of it is never read. */
    private void write(String order, String text) {
      try {
        Path file = folder.resolve(order);
        Path draft = Files.writeString(folder.resolve(order + ".new"), text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static void main(String[] args) {
    run(SteeredServer.class, args);
  }

  @Bean
  ApplicationRunner stopsBeforeAnswers(EventLog log) {
    return arguments -> log.onCommit(() -> orders.pass(Step.BEFORE_ANSWER));
  }

  @Override
  NoticeStream relayStream(RedisLink link, StreamProperties settings) {
    return new NoticeStream(link, settings) {
      @Override
      String append(String expectedTop, List<Event> events, List<EventId> erased) {
        orders.pass(Step.BEFORE_APPEND);
        String top = super.append(expectedTop, events, erased);
        orders.pass(Step.AFTER_APPEND);
        return top;
      }
    };
  }

  @Override
  LogCursor cursor(LogReader log, EventId from, EventSink sink) {
    return new LogCursor(log, from, sink) {
      @Override
      boolean take(Event event) {
        orders.pass(Step.BEFORE_HANDING_ON);
        return super.take(event);
      }
    };
  }

  @Bean
  @Primary
  Clock turnedClock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Clock.systemUTC().instant().plus(orders.clock());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for a zone");
      }
    };
  }
}
