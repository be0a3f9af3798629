package dev.tidings.security;

import static dev.tidings.security.Refused.assertRefused;
import static dev.tidings.security.Requests.bearer;
import static dev.tidings.security.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SecuritySlice
class StreamTicketsTest {
  @Autowired MockMvcTester mvc;
  @Autowired MutableClock clock;
  @Autowired StreamTickets tickets;
  @Autowired Revocations revocations;
  @Autowired JdbcClient jdbc;

  MvcTestResult make(String token) {
    return mvc.post().uri("/api/v1/stream-tickets").with(bearer(token)).exchange();
  }

  MvcTestResult stream(String ticket) {
    return mvc.get().uri("/api/v1/me/stream?ticket={ticket}", ticket).exchange();
  }

  String ticket() {
    return text(make(Host.token("fred", clock.instant())), "$.ticket");
  }

  Caller caller(String user) {
    return caller(user, clock.instant().plusSeconds(3600));
  }

  Caller caller(String user, Instant until) {
    return new Caller(user, Set.of(), Set.of(), List.of(), "t", null, until);
  }

  @Test
  void aTicketOpensTheStreamInItsTokensName() {
    MvcTestResult made = make(Host.token("fred", clock.instant()));

    assertThat(made).hasStatus(201).hasHeader("Cache-Control", "no-store");
    assertThat(Instant.parse(text(made, "$.expiresAt")))
        .as("by the database's clock")
        .isCloseTo(Instant.now().plusSeconds(30), within(5, ChronoUnit.SECONDS));
    assertThat(stream(text(made, "$.ticket"))).hasStatusOk().hasBodyTextEqualTo("fred");
  }

  @Test
  void aTicketCarriesAllThatItsTokenSays() {
    var groups = IntStream.range(0, 200).mapToObj(i -> "g".repeat(97) + i).toList();
    var caller =
        new Caller(
            "fred",
            Set.copyOf(groups),
            Set.of(Role.ADMIN, Role.PUBLISHER),
            List.of("group:*"),
            "an id",
            Instant.parse("2026-11-21T10:00:00Z"),
            Instant.parse("2099-01-01T00:00:00Z"));

    assertThat(tickets.use(tickets.make(caller).ticket())).isEqualTo(caller);
  }

  @Test
  void aTicketIsGoodOnce() {
    String ticket = ticket();

    assertThat(stream(ticket)).hasStatusOk();
    assertRefused(stream(ticket), 401, "ticket-invalid");
  }

  @Test
  void ofManyThatUseATicketAtOnceExactlyOneWins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String ticket = tickets.make(caller("fred")).ticket();
        var start = new CountDownLatch(1);
        List<Future<@Nullable Caller>> uses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          uses.add(
              threads.submit(
                  () -> {
                    start.await();
                    return tickets.use(ticket);
                  }));
        }
        start.countDown();

        assertThat(uses.stream().map(StreamTicketsTest::result).filter(Objects::nonNull))
            .hasSize(1);
      }
    }
  }

  static @Nullable Caller result(Future<@Nullable Caller> use) {
    try {
      return use.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTicketIsGoodFor30Seconds() {
    String used = ticket();
    String late = ticket();
    age(Duration.ofSeconds(25)); // not 29, as its age goes by a clock that nobody can stop
    assertThat(stream(used)).hasStatusOk();
    age(Duration.ofSeconds(5));

    assertRefused(stream(late), 401, "ticket-invalid");
  }

  /** Makes all tickets that much older. */
  void age(Duration by) {
    jdbc.sql("update stream_ticket set expires_at = dateadd(second, :by, expires_at)")
        .param("by", -by.toSeconds())
        .update();
  }

  @Test
  void aTicketIsGoodOnAServerWhoseClockIsAnHourOff() {
    Instant right = clock.instant();
    String ticket = tickets.make(caller("fred", right.plusSeconds(36_000))).ticket();
    clock.advance(Duration.ofHours(1));

    assertThat(stream(ticket)).hasStatusOk();
  }

  @Test
  void aTicketDoesNotOutliveItsToken() {
    String token =
        Host.claims("fred", clock.instant())
            .expiration(Date.from(clock.instant().plusSeconds(10)))
            .signWith(Host.KEY, Jwts.SIG.HS256)
            .compact();
    String ticket = text(make(token), "$.ticket");
    clock.advance(Duration.ofSeconds(10));

    assertRefused(stream(ticket), 401, "ticket-invalid");
  }

  @Test
  void aTicketOfARevokedTokenOpensNothing() {
    String ticket = text(make(Host.token("greta", clock.instant())), "$.ticket");
    revocations.revokeUser("greta");

    assertRefused(stream(ticket), 401, "token-revoked");
  }

  @Test
  void aTicketOpensNothingButTheStream() {
    String ticket = ticket();
    for (String path : List.of("/api/v1/me/counts", "/api/v1/session", "/api/v1/me/stream/")) {
      assertRefused(
          mvc.get().uri(path + "?ticket={ticket}", ticket).exchange(), 401, "token-missing");
    }
    assertRefused(
        mvc.post().uri("/api/v1/me/stream?ticket={ticket}", ticket).exchange(),
        401,
        "token-missing");
    assertRefused(
        mvc.post().uri("/api/v1/stream-tickets?ticket={ticket}", ticket).exchange(),
        401,
        "token-missing");

    assertThat(stream(ticket)).hasStatusOk();
  }

  @Test
  void twoTicketsAtOnceAreNone() {
    assertRefused(
        mvc.get().uri("/api/v1/me/stream?ticket={a}&ticket={b}", ticket(), ticket()).exchange(),
        401,
        "ticket-invalid");
  }

  @Test
  void theDatabaseDoesNotHoldTheTicketItself() {
    String ticket = ticket();

    assertThat(hashes()).contains(Sha256.of(ticket)).doesNotContain(ticket);
  }

  @Test
  void expiredTicketsAreTakenAwayWhenNewOnesAreMade() {
    String old = Sha256.of(ticket());
    age(Duration.ofSeconds(31));
    ticket();

    assertThat(hashes()).doesNotContain(old);
  }

  List<String> hashes() {
    return jdbc.sql("select ticket_hash from stream_ticket").query(String.class).list();
  }
}
