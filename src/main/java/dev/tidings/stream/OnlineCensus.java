package dev.tidings.stream;

import dev.tidings.notice.AudienceKey;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Asks all servers who is online for an audience. The question is a signal; each server adds its
 * users to a set in Redis, so that one with streams on two servers counts once, and then says that
 * it has done so. Owns the thread {@code tidings-census}, which answers.
 */
@Component
public class OnlineCensus implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(OnlineCensus.class);
  private static final String QUESTION = "census ";
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Users told in one command: it keeps Redis busy for less than a millisecond. */
  private static final int CHUNK = 1_000;

  private final StreamProperties properties;
  private final Server server;
  private final ServerDirectory directory;
  private final Signals signals;
  private final RedisLink asking;
  private final RedisLink answering;
  private volatile @Nullable Function<Set<AudienceKey>, Online> here;

  /** Who asks while a hundred questions wait gets an answer that lacks this server. */
  private final ThreadPoolExecutor answers =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(100),
          Thread.ofPlatform().name("tidings-census").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  OnlineCensus(
      StreamProperties properties,
      Server server,
      ServerDirectory directory,
      Signals signals,
      RedisMaster redis) {
    this.properties = properties;
    this.server = server;
    this.directory = directory;
    this.signals = signals;
    this.asking = new RedisLink(redis, "tidings-census-asking");
    this.answering = new RedisLink(redis, "tidings-census");
    answers.allowCoreThreadTimeOut(true);
    signals.onSignal(this::hear);
  }

  /** Who is online on one server. */
  public record Online(Set<String> users, int connections) {}

  /**
   * Who is online on all of them.
   *
   * @param users each counted once
   * @param complete whether every server that is alive has answered in time
   */
  public record Everywhere(int users, int connections, boolean complete) {}

  /**
   * @param local counts this server's; called on {@code tidings-census}
   */
  public void answerWith(Function<Set<AudienceKey>, Online> local) {
    here = local;
  }

  /**
   * Asks, and waits for a second at the most.
   *
   * @return empty while Redis can't be reached
   */
  public Optional<Everywhere> count(Set<AudienceKey> keys) {
    return directory.list().flatMap(listing -> count(keys, alive(listing)));
  }

  private Optional<Everywhere> count(Set<AudienceKey> keys, Set<String> expected) {
    String question = UUID.randomUUID().toString();
    signals.send(
        QUESTION
            + question
            + keys.stream().map(key -> " " + key.value()).collect(Collectors.joining()));
    return asking.ask(
        redis -> {
          long deadline = System.nanoTime() + PATIENCE.toNanos();
          List<String> said = redis.lrange(answersKey(question), 0, -1);
          while (!boots(said).containsAll(expected) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            said = redis.lrange(answersKey(question), 0, -1);
          }
          return new Everywhere(
              Math.toIntExact(redis.scard(usersKey(question))),
              said.stream().mapToInt(answer -> Integer.parseInt(answer.split(" ")[1])).sum(),
              boots(said).containsAll(expected));
        });
  }

  private static Set<String> alive(ServerDirectory.Listing listing) {
    return listing.servers().stream()
        .filter(listing::isAlive)
        .map(ServerDirectory.ServerState::boot)
        .collect(Collectors.toSet());
  }

  private static Set<String> boots(List<String> said) {
    return said.stream().map(answer -> answer.split(" ")[0]).collect(Collectors.toSet());
  }

  /** On Lettuce's thread. */
  private void hear(String signal) {
    if (signal.startsWith(QUESTION)) {
      answers.execute(() -> answerOrNot(signal));
    }
  }

  private void answerOrNot(String signal) {
    try {
      answer(signal.split(" "));
    } catch (RuntimeException e) {
      LOG.debug("A question was not understood: {}", e.getMessage()); // of a version to come
    }
  }

  private void answer(String[] words) {
    Function<Set<AudienceKey>, Online> local = here;
    if (local == null) {
      return;
    }
    Set<AudienceKey> keys =
        Arrays.stream(words).skip(2).map(AudienceKey::new).collect(Collectors.toSet());
    Online online = local.apply(keys);
    answering.ask(redis -> tell(redis, words[1], online));
  }

  private boolean tell(RedisCommands<String, String> redis, String question, Online online) {
    var users = new ArrayList<>(online.users());
    for (int from = 0; from < users.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, users.size());
      redis.sadd(usersKey(question), users.subList(from, to).toArray(String[]::new));
    }
    redis.pexpire(usersKey(question), KEPT.toMillis());
    redis.rpush(answersKey(question), server.boot() + " " + online.connections());
    return redis.pexpire(answersKey(question), KEPT.toMillis());
  }

  private String usersKey(String question) {
    return properties.censusKey(question) + ":users";
  }

  private String answersKey(String question) {
    return properties.censusKey(question) + ":answers";
  }

  @Override
  public void destroy() {
    answers.shutdownNow();
    asking.close();
    answering.close();
  }
}
