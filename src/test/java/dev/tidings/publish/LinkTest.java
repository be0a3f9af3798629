package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notice.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/notices/42",
        "/a//b",
        "/?q=1",
        "/#top",
        "/:x",
        "/javascript:alert(1)",
        "/\u6f22\u5b57/\ud83d\ude00",
        "http://example.org",
        "https://example.org/",
        "HTTPS://Example.ORG/A?b=c&d=%20#e",
        "https://example.org:8443/x",
        "https://example.org?x",
        "https://example.org#x",
        "https://[2001:db8::1]/x",
        "https://m\u00fcnchen.example/\u00fc"
      })
  void webAddressesAndPathsOfTheOwnSiteAreTakenAsTheyAre(String link) {
    assertThat(Link.checked(link)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "#x",
        "?x",
        "x",
        "notices/42",
        "./x",
        "../x",
        ":",
        "//",
        "//evil.example",
        "///evil.example",
        "/\\",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\\evil.example",
        "/a b",
        "/a\tb",
        "/a\u00a0b",
        "/a\u2028b",
        "/a\u0085b",
        "/a\u007fb",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:a@example.org",
        "blob:x",
        "http:",
        "http:/",
        "http://",
        "http:///x",
        "http://?x",
        "http://#x",
        "http:/example.org",
        "http:example.org",
        "https:\\\\evil.example",
        "https://\\evil.example",
        "httpss://x.example",
        " https://example.org",
        "https://example.org ",
        "https://example.org\n",
        "https://exa mple.org",
        "https://example.org/\n/x"
      })
  void anythingElseIsRefused(String link) {
    assertThatThrownBy(() -> Link.checked(link))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("link must be an http or https URL, or a path that starts with exactly one /");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/\0", "/\ud83d", "/\ude00x", "https://example.org/\ud800"})
  void whatNoDatabaseKeepsIsRefused(String link) {
    assertThatThrownBy(() -> Link.checked(link))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("link must not hold U+0000 or half a surrogate pair");
  }

  @Test
  void twoThousandCharactersAreTheMost() {
    String longest = "/" + "x".repeat(1_999);
    assertThat(Link.checked(longest)).isEqualTo(longest);
    assertThatThrownBy(() -> Link.checked(longest + "x"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("link must not be longer than 2,000 characters");
  }
}
