package dev.tidings.stream;

import java.util.List;

/** What must happen in Redis at once. */
final class StreamScripts {
  /** An entry's fields, in the order of {@link StreamFields#values}. */
  static final List<String> FIELDS = List.of("kind", "notice", "audience", "at", "uid", "data");

  private static final String TOP =
      """
      local top = '0-0'
      if redis.call('EXISTS', KEYS[1]) == 1 then
        local info = redis.call('XINFO', 'STREAM', KEYS[1])
        for i = 1, #info, 2 do
          if info[i] == 'last-generated-id' then top = info[i + 1] end
        end
      end
      """;

  /** The id of the last entry ever added, {@code 0-0} when there is no stream. */
  static final String READ_TOP = TOP + "return top";

  /**
   * Compare-and-append: adds the entries only if the top is still the expected one, and answers the
   * top afterwards. The expected id is a fencing token: of two relays, or of one command that was
   * sent twice, one does the work and the other changes nothing.
   *
   * <p>Entries whose content was erased go at the same time: no stream that holds a retraction
   * holds what was retracted, on no replica either.
   */
  static final String APPEND =
      TOP
          + """
          if top ~= ARGV[1] then return top end
          local erased = tonumber(ARGV[3])
          for i = 4, 3 + erased do redis.call('XDEL', KEYS[1], ARGV[i]) end
          for i = 4 + erased, #ARGV, 7 do
            redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], ARGV[i],
              'kind', ARGV[i + 1], 'notice', ARGV[i + 2], 'audience', ARGV[i + 3],
              'at', ARGV[i + 4], 'uid', ARGV[i + 5], 'data', ARGV[i + 6])
          end
          return ARGV[#ARGV - 6]
          """;

  /** Removes the stream only if its top is still the one that was found wrong. */
  static final String DELETE =
      TOP + "if top == ARGV[1] then redis.call('DEL', KEYS[1]) end return top";

  /**
   * Adds a member to a set that is sorted by the time of adding, takes out those older than a
   * lifetime in milliseconds, and answers how many there are then.
   */
  static final String ADD_AND_COUNT =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - ARGV[2])
      redis.call('ZADD', KEYS[1], now, ARGV[1])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return redis.call('ZCARD', KEYS[1])
      """;

  private StreamScripts() {}
}
