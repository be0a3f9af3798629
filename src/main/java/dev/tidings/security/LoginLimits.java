package dev.tidings.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords, by user name and by client address. Each server counts on its
 * own. What is taken for a log-in that succeeds is given back, so that only failures count.
 */
@Component
final class LoginLimits {
  /**
   * About 10 MB. Who wants to push out the count of a name by trying others needs more addresses
   * than the limit for each leaves useful.
   */
  private static final int MAX_COUNTED = 50_000;

  private static final int IPV6_NETWORK_BYTES = 8;

  private final LoadingCache<String, Bucket> users;
  private final LoadingCache<String, Bucket> addresses;

  LoginLimits(LoginSettings settings, Clock clock) {
    users = buckets(settings.perUser(), settings.window(), clock);
    addresses = buckets(settings.perAddress(), settings.window(), clock);
  }

  /**
   * Takes one try.
   *
   * @return zero when it is granted, else how long to wait
   */
  Duration take(String user, String address) {
    Bucket ofUser = users.get(user);
    Duration wait = take(ofUser);
    if (wait.isZero()) {
      wait = take(addresses.get(network(address)));
      if (!wait.isZero()) {
        ofUser.addTokens(1);
      }
    }
    return wait;
  }

  /** Gives back what {@link #take} granted. */
  void giveBack(String user, String address) {
    users.get(user).addTokens(1);
    addresses.get(network(address)).addTokens(1);
  }

  private static Duration take(Bucket bucket) {
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private static LoadingCache<String, Bucket> buckets(int tries, Duration window, Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_COUNTED)
        .expireAfterAccess(window.plusMinutes(1))
        .build(
            key ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, window))
                    .withCustomTimePrecision(new Time(clock))
                    .build());
  }

  /** Whoever has one IPv6 address has the 2^64 of its network. */
  private static String network(String address) {
    try {
      var ip = InetAddress.ofLiteral(address);
      return ip instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(ip.getAddress(), IPV6_NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private record Time(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
