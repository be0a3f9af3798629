package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.PublisherToken;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class ListContract {
  private final RunningTidings tidings;
  private final Api admin;
  private final String category = Fresh.name("category");
  private final String group = Fresh.name("group");

  ListContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
  }

  private Draft draft(String... audience) {
    return Draft.to(audience).with("category", category);
  }

  private Answer post(String... audience) {
    return admin.post(draft(audience)).is(201);
  }

  private List<String> list(Api caller, String query) {
    Answer page = caller.get("/api/v1/notices?category=" + category + query).is(200);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    return items(page);
  }

  private static List<String> items(Answer page) {
    return page.json().path("items").valueStream().map(n -> n.path("id").asString()).toList();
  }

  private static List<String> ids(Answer... notices) {
    return List.of(notices).stream().map(notice -> notice.text("id")).toList();
  }

  @Test
  void theNewestNoticeComesFirstAsItIsFoundByItself() {
    Answer first = post("group:" + group);
    Answer second = post("all", "user:u");
    Answer page = admin.get("/api/v1/notices?category=" + category).is(200);
    assertThat(items(page)).isEqualTo(ids(second, first));
    assertThat(page.json().at("/items/0")).isEqualTo(second.json());
    assertThat(page.json().has("nextCursor")).isFalse();
  }

  @Test
  void pagesAreFullAndNewNoticesDoNotMoveThem() {
    var posted = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      posted.addFirst(post("group:" + group).text("id"));
    }
    var seen = new ArrayList<String>();
    String query = "/api/v1/notices?limit=3&category=" + category;
    Answer page = admin.get(query).is(200);
    while (true) {
      seen.addAll(items(page));
      post("group:" + group);
      if (page.text("nextCursor").isEmpty()) {
        break;
      }
      assertThat(items(page)).hasSize(3);
      page = admin.get(query + "&cursor=" + page.text("nextCursor")).is(200);
    }
    assertThat(seen).isEqualTo(posted);
  }

  @Test
  void aCursorThatNoPageGaveIsRefused() {
    for (String cursor : List.of("", "x", "AAAA", "%20", "A".repeat(33), "A".repeat(31) + "!")) {
      admin
          .get("/api/v1/notices?cursor=" + cursor)
          .refused("cursor", "must be the nextCursor of an earlier page");
    }
  }

  @Test
  void theStatusIsThatOfTheDatabasesClock() {
    String later = Instant.now().plusSeconds(3600).toString();
    Answer published = post("group:" + group);
    Answer scheduled = admin.post(draft("group:" + group).with("publishAt", later)).is(201);
    Answer expired = admin.post(draft("group:" + group).with("expiresAt", later)).is(201);
    Answer lapsed = admin.post(draft("group:" + group).with("publishAt", later)).is(201);
    Answer retracted = post("group:" + group);
    tidings.expire(expired.text("id"));
    tidings.expire(lapsed.text("id"));
    admin.retract(retracted.header("Location")).is(200);

    assertThat(list(admin, "&status=PUBLISHED")).isEqualTo(ids(published));
    assertThat(list(admin, "&status=SCHEDULED")).isEqualTo(ids(scheduled));
    assertThat(list(admin, "&status=EXPIRED")).isEqualTo(ids(lapsed, expired));
    assertThat(list(admin, "&status=RETRACTED")).isEqualTo(ids(retracted));
    assertThat(list(admin, "&status="))
        .isEqualTo(ids(retracted, lapsed, expired, scheduled, published));
  }

  @Test
  void filtersNarrowItDownTogether() {
    Answer first = admin.post(draft("all", "group:" + group).with("title", "Water 100%")).is(201);
    Answer second = admin.post(draft("all", "user:u").with("title", "Water 100 m")).is(201);
    admin.post(Draft.to("group:" + group).with("title", "water")).is(201);

    assertThat(list(admin, "&audience=group:" + group)).isEqualTo(ids(first));
    assertThat(list(admin, "&audience=all")).isEqualTo(ids(second, first));
    assertThat(list(admin, "&q=WATER")).isEqualTo(ids(second, first));
    assertThat(list(admin, "&q=100%25")).isEqualTo(ids(first));
    assertThat(list(admin, "&q=_")).isEmpty();
    assertThat(list(admin, "&q=water&audience=user:u")).isEqualTo(ids(second));
  }

  @Test
  void aFilterThatBreaksItsRuleIsNamed() {
    admin
        .get("/api/v1/notices?status=published")
        .refused("status", "must be one of SCHEDULED, PUBLISHED, EXPIRED, RETRACTED");
    admin.get("/api/v1/notices?audience=everybody").refused(400, "invalid-value");
    admin.get("/api/v1/notices?category=A").refused(400, "invalid-value");
    admin.get("/api/v1/notices?limit=0").refused("limit", "must be 1 to 100");
    admin.get("/api/v1/notices?limit=101").refused("limit", "must be 1 to 100");
    admin.get("/api/v1/notices?limit=x").refused("limit", "must be 1 to 100");
  }

  @Test
  void aPublisherSeesWhatIsCoveredAsAWholeInFullPages() {
    var mine = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      mine.addFirst(post("group:" + group).text("id"));
      post("group:" + group, "group:other");
      post("all");
      post("user:u", "group:" + group);
    }
    Api one = tidings.as(PublisherToken.of("pia", "group:" + group));
    assertThat(list(one, "&limit=5")).isEqualTo(mine);

    Api users = tidings.as(PublisherToken.of("pia", "group:" + group, "user:*"));
    assertThat(list(users, "")).hasSize(10).containsAll(mine);
    Api groups = tidings.as(PublisherToken.of("pia", "group:*"));
    assertThat(list(groups, "")).hasSize(10).containsAll(mine);
    assertThat(list(tidings.as(PublisherToken.of("pia", "all")), "")).hasSize(5);
    assertThat(list(tidings.as(PublisherToken.of("pia", "*")), "")).hasSize(20);
    assertThat(list(tidings.as(PublisherToken.of("pia", "user:u")), "")).isEmpty();
    assertThat(list(tidings.as(PublisherToken.of("pia")), "")).isEmpty();
  }

  @Test
  void whatIsScheduledOrRetractedIsFoundByItsAudienceToo() {
    String later = Instant.now().plusSeconds(3600).toString();
    Answer scheduled = admin.post(draft("group:" + group).with("publishAt", later)).is(201);
    Answer retracted = post("group:" + group);
    admin.retract(retracted.header("Location")).is(200);
    Api one = tidings.as(PublisherToken.of("pia", "group:" + group));

    assertThat(list(one, "&audience=group:" + group)).isEqualTo(ids(retracted, scheduled));
  }
}
