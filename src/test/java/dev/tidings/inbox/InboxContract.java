package dev.tidings.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.Api;
import dev.tidings.testing.Database;
import dev.tidings.testing.Draft;
import dev.tidings.testing.Fresh;
import dev.tidings.testing.RunningTidings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

abstract class InboxContract {
  private static final String INBOX = "/api/v1/me/notices";

  private final RunningTidings tidings;
  private final Api admin;

  /** A person whom nobody has written to. */
  private final Api user;

  private final String name = Fresh.name("user");
  private final String group = Fresh.name("group");
  private final String category = Fresh.name("category");

  InboxContract(Database database) {
    tidings = RunningTidings.on(database);
    admin = tidings.as(Tokens.admin("olga"));
    user = tidings.as(Tokens.user(name, List.of(group, "other-" + group)));
  }

  private String post(Draft draft) {
    return admin.post(draft).is(201).text("id");
  }

  /** In this test's own category, as everybody sees what other tests posted to all. */
  private String post(String... audience) {
    return post(Draft.to(audience).with("category", category));
  }

  private Answer page(Api caller, String more) {
    return caller.get(INBOX + "?category=" + category + more);
  }

  /** Newest first. */
  private List<String> posted(int count) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      ids.addFirst(post("group:" + group));
    }
    return ids;
  }

  private static List<String> ids(Answer page) {
    return StreamSupport.stream(page.is(200).json().path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }

  @Test
  void theNewestComesFirst() {
    List<String> ids = posted(5);
    assertThat(ids(page(user, ""))).isEqualTo(ids);
  }

  @Test
  void aPersonSeesWhatIsForThemAndNothingElse() {
    String mine = post("user:" + name);
    String ours = post("group:" + group);
    String everybodys = post("all");
    post("user:" + name + "x");
    post("user:" + group, "group:" + name);
    post("group:" + group + "x", "group:all");
    assertThat(ids(page(user, ""))).containsExactly(everybodys, ours, mine);
    assertThat(ids(page(tidings.as(Tokens.user("x", List.of())), ""))).containsExactly(everybodys);
  }

  @Test
  void aNoticeComesOnceThoughSeveralKeysMatch() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      ids.addFirst(post("all", "user:" + name, "group:" + group, "group:other-" + group));
    }
    assertThat(ids(page(user, ""))).isEqualTo(ids);
    assertThat(ids(page(user, "&limit=3"))).isEqualTo(ids.subList(0, 3));
  }

  @Test
  void pagesGiveEachNoticeExactlyOnce() {
    List<String> ids = posted(25);
    assertThat(pages(10))
        .isEqualTo(List.of(ids.subList(0, 10), ids.subList(10, 20), ids.subList(20, 25)));
    assertThat(pages(25)).isEqualTo(List.of(ids));
    assertThat(pages(24)).isEqualTo(List.of(ids.subList(0, 24), ids.subList(24, 25)));
  }

  @Test
  void whatArrivesMeanwhileDoesNotShiftThePages() {
    List<String> ids = posted(6);
    Answer first = page(user, "&limit=3");
    posted(2);
    Answer second = page(user, "&limit=3&cursor=" + first.text("nextCursor"));
    assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
    assertThat(ids(second)).isEqualTo(ids.subList(3, 6));
  }

  /** The ids on each page, until a page says that it is the last one. */
  private List<List<String>> pages(int limit) {
    var pages = new ArrayList<List<String>>();
    String next = "";
    do {
      Answer page = page(user, "&limit=" + limit + (next.isEmpty() ? "" : "&cursor=" + next));
      pages.add(ids(page));
      assertThat(pages).hasSizeLessThan(30);
      next = page.text("nextCursor");
    } while (!next.isEmpty());
    return pages;
  }

  @Test
  void oneCategoryIsShownAlone() {
    String first = post("group:" + group);
    String other = post(Draft.to("group:" + group));
    String second = post("group:" + group);
    assertThat(ids(page(user, ""))).containsExactly(second, first);
    assertThat(pages(1)).containsExactly(List.of(second), List.of(first));
    assertThat(ids(user.get(INBOX + "?category=&limit=3"))).containsExactly(second, other, first);
    assertThat(ids(user.get(INBOX + "?category=none"))).isEmpty();
  }

  @Test
  void twentyAreShownUnlessAskedOtherwise() {
    List<String> ids = posted(22);
    assertThat(ids(user.get(INBOX))).isEqualTo(ids.subList(0, 20));
    assertThat(ids(user.get(INBOX + "?limit=1"))).isEqualTo(ids.subList(0, 1));
    assertThat(ids(page(user, "&limit=100"))).isEqualTo(ids);
  }

  @Test
  void whatHasExpiredIsGone() {
    String soon = Instant.now().plusSeconds(3600).toString();
    String stays =
        post(Draft.to("group:" + group).with("expiresAt", soon).with("category", category));
    String goes =
        post(Draft.to("group:" + group).with("expiresAt", soon).with("category", category));
    assertThat(ids(page(user, ""))).containsExactly(goes, stays);
    tidings.expire(goes);
    assertThat(ids(page(user, ""))).containsExactly(stays);
  }

  @Test
  void theTokenOfNowDecidesWhatIsSeen() {
    String earlier = post("group:" + group);
    Api joined = tidings.as(Tokens.user("newcomer", List.of(group)));
    assertThat(ids(page(joined, ""))).containsExactly(earlier);
    Api left = tidings.as(Tokens.user("newcomer", List.of()));
    assertThat(ids(page(left, ""))).isEmpty();
  }

  @Test
  void aCallerOfTwoHundredGroupsSeesThoseOfEach() {
    List<String> groups =
        IntStream.range(0, 200).mapToObj(i -> "%s-%d".formatted(group, i)).toList();
    String first = post("group:" + groups.getFirst());
    String last = post("group:" + groups.getLast());
    Api member = tidings.as(Tokens.user(name, groups));
    assertThat(ids(page(member, ""))).containsExactly(last, first);
  }

  @Test
  void theHeadIsTheLogsWhateverThePageShows() {
    post("group:" + group);
    assertThat(user.get(INBOX).text("head")).isEqualTo(tidings.head());
    String before = tidings.head();
    post("group:nobodys");
    assertThat(user.get(INBOX).text("head")).isEqualTo(tidings.head()).isNotEqualTo(before);
    Answer empty = user.get(INBOX + "?category=none");
    assertThat(ids(empty)).isEmpty();
    assertThat(empty.text("head")).isEqualTo(tidings.head());
    assertThat(empty.json().has("nextCursor")).isFalse();
  }
}
