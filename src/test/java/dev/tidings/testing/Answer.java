package dev.tidings.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API answered.
 *
 * @param body as it was sent
 */
public record Answer(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** The text or number of one member; empty when it is absent. */
  public String text(String member) {
    return json().path(member).asString("");
  }

  /** The header's value; empty when it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** This one, if it has that status. */
  public Answer is(int expectedStatus) {
    assertThat(status).as(body).isEqualTo(expectedStatus);
    return this;
  }

  /** This one, if it is a problem document of that kind. */
  public Answer refused(int expectedStatus, String code) {
    is(expectedStatus);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(header("Cache-Control")).isEqualTo("no-store");
    assertThat(text("code")).as(body).isEqualTo(code);
    assertThat(json().path("status").asInt()).isEqualTo(expectedStatus);
    assertThat(text("title")).as(body).isNotEmpty();
    return this;
  }

  /** This one, if it names the field that breaks its limit, and the limit. */
  public Answer refused(String field, String limit) {
    refused(400, "invalid-value");
    assertThat(text("field")).as(body).isEqualTo(field);
    assertThat(text("limit")).as(body).isEqualTo(limit);
    return this;
  }
}
