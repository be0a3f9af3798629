package dev.tidings.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.harness.Tokens;
import dev.tidings.testing.Answer;
import dev.tidings.testing.ApiDocument;
import dev.tidings.testing.ApiDocument.Operation;
import dev.tidings.testing.Database;
import dev.tidings.testing.RunningTidings;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document and the application say the same. That answers are as described is checked by every
 * test that calls the API through {@link dev.tidings.testing.Api}.
 */
class ApiDocumentTest {
  private static final ApiDocument DOCUMENT = ApiDocument.OURS;

  private static final TreeMap<String, HandlerMethod> CALLS = calls();

  private static TreeMap<String, HandlerMethod> calls() {
    var calls = new TreeMap<String, HandlerMethod>();
    RunningTidings.on(Database.H2).part(DispatcherServlet.class).getHandlerMappings().stream()
        .filter(RequestMappingHandlerMapping.class::isInstance)
        .map(RequestMappingHandlerMapping.class::cast)
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .forEach(
            handler -> {
              for (String path : handler.getKey().getPatternValues()) {
                handler
                    .getKey()
                    .getMethodsCondition()
                    .getMethods()
                    .forEach(method -> calls.put(method + " " + path, handler.getValue()));
              }
            });
    calls.keySet().removeIf(call -> !call.contains(" /api/"));
    return calls;
  }

  static Stream<Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  @Test
  void everyCallIsDescribedAndNoOther() {
    var described = new TreeSet<String>();
    operations().forEach(operation -> described.add(operation.toString()));

    assertThat(CALLS).hasSizeGreaterThan(30);
    assertThat(described).isEqualTo(CALLS.keySet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void parametersAreThoseOfTheCall(Operation operation) {
    var described = new TreeSet<String>();
    for (JsonNode listed : operation.node().path("parameters")) {
      JsonNode parameter = DOCUMENT.resolved(listed);
      boolean required = parameter.path("required").asBoolean(false);
      described.add(
          parameter.path("in").asString()
              + " "
              + parameter.path("name").asString()
              + (required ? " required" : ""));
    }
    // Not a controller's, but asked for wherever a cookie could vouch for a change.
    boolean changes = !operation.method().equals("get");
    boolean isLogIn = operation.node().path("security").isArray() && changes;
    assertThat(described.remove("header X-XSRF-TOKEN")).isEqualTo(changes && !isLogIn);

    assertThat(described).isEqualTo(parametersOf(CALLS.get(operation.toString())));
  }

  private static Set<String> parametersOf(HandlerMethod call) {
    var names = new TreeSet<String>();
    for (MethodParameter parameter : call.getMethodParameters()) {
      parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
      RequestParam query = annotation(parameter, RequestParam.class);
      if (query != null) {
        boolean required =
            query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        names.add("query " + query.name() + (required ? " required" : ""));
      }
      RequestHeader header = annotation(parameter, RequestHeader.class);
      if (header != null) {
        names.add("header " + header.name() + (header.required() ? " required" : ""));
      }
      PathVariable path = annotation(parameter, PathVariable.class);
      if (path != null) {
        String name = path.name().isEmpty() ? parameter.getParameterName() : path.name();
        names.add("path " + name + " required");
      }
    }
    return names;
  }

  private static <A extends Annotation> A annotation(MethodParameter parameter, Class<A> type) {
    return AnnotatedElementUtils.findMergedAnnotation(parameter.getParameter(), type);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aBodyIsDescribedWhereOneIsRead(Operation operation) {
    boolean reads =
        Stream.of(CALLS.get(operation.toString()).getMethodParameters())
            .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    assertThat(operation.node().has("requestBody")).isEqualTo(reads);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyCallHasAnExampleOfEachBody(Operation operation) {
    operation
        .node()
        .path("requestBody")
        .path("content")
        .forEach(content -> assertExamplesFit(operation, content));
    for (var response : operation.node().path("responses").properties()) {
      JsonNode described = DOCUMENT.resolved(response.getValue());
      assertThat(described.path("description").asString("")).isNotEmpty();
      described
          .path("content")
          .forEach(
              content -> {
                assertExamplesFit(operation, content);
              });
    }
    assertThat(operation.node().path("summary").asString("")).isNotEmpty();
    assertThat(operation.node().path("operationId").asString("")).isNotEmpty();
  }

  private static void assertExamplesFit(Operation operation, JsonNode content) {
    var examples = new HashSet<JsonNode>();
    content.path("examples").forEach(example -> examples.add(example.path("value")));
    if (content.has("example")) {
      examples.add(content.path("example"));
    }
    assertThat(examples).as(operation.toString()).isNotEmpty();
    for (JsonNode example : examples) {
      assertThat(DOCUMENT.errors(content.path("schema"), example))
          .as("%s: %s", operation, example)
          .isEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = DOCUMENT.json().findValuesAsString("$ref");
    assertThat(references).hasSizeGreaterThan(200);
    for (String reference : references) {
      assertThat(DOCUMENT.json().at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    }
  }

  @Test
  void anAnswerThatIsNotAsDescribedIsFound() {
    JsonNode estimate = DOCUMENT.json().at("/components/schemas/Estimate");
    String good = "{\"usersOnline\":1,\"connections\":1,\"allServers\":true}";
    var json = JsonMapper.shared();

    assertThat(DOCUMENT.errors(estimate, json.readTree(good))).isEmpty();
    assertThat(DOCUMENT.errors(estimate, json.readTree(good.replace("1", "\"1\"")))).isNotEmpty();
    assertThat(DOCUMENT.errors(estimate, json.readTree("{\"usersOnline\":1}"))).isNotEmpty();
    assertThat(DOCUMENT.errors(estimate, json.readTree(good.replace("{", "{\"more\":1,"))))
        .isNotEmpty();
    JsonNode page = DOCUMENT.json().at("/components/schemas/CountsAt");
    assertThat(
            DOCUMENT.errors(
                page, json.readTree("{\"unread\":1,\"capped\":false,\"head\":\"nowhere\"}")))
        .isNotEmpty();
  }

  @Test
  void itIsServedAsJsonToAnybody() {
    String nobodyInParticular = Tokens.user("anybody", List.of());
    Answer answer =
        RunningTidings.on(Database.H2).as(nobodyInParticular).get("/v3/api-docs").is(200);

    assertThat(answer.json().path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(answer.json().at("/info/version").asString()).matches("[0-9].*");
    assertThat(answer.json().path("paths")).hasSameSizeAs(DOCUMENT.json().path("paths"));
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
  }
}
