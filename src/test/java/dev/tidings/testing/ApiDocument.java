package dev.tidings.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, to hold answers against: more strictly than clients should. */
public final class ApiDocument {
  public static final ApiDocument OURS = new ApiDocument(read());

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode document;
  private final ObjectNode strictComponents;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private ApiDocument(JsonNode document) {
    this.document = document;
    this.strictComponents = (ObjectNode) document.path("components").deepCopy();
    strict(strictComponents);
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.add(new Operation(path.getKey(), operation.getKey(), operation.getValue()));
      }
    }
    operations.sort(Comparator.comparing(o -> o.path().contains("{")));
  }

  /**
   * A call that is described.
   *
   * @param path with names in braces
   * @param method in lower case
   */
  public record Operation(String path, String method, JsonNode node) {
    private boolean fits(String requestMethod, String requestPath) {
      String pattern = path.replaceAll("\\{[^}]+}", "[^/]+");
      return method.equals(requestMethod.toLowerCase(Locale.ROOT))
          && Pattern.matches(pattern, requestPath);
    }

    @Override
    public String toString() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }
  }

  private static JsonNode read() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(500);
    try (InputStream source = new ClassPathResource("openapi.yaml").getInputStream()) {
      return JsonMapper.shared().valueToTree(new Yaml(options).load(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode json() {
    return document;
  }

  public List<Operation> operations() {
    return operations;
  }

  /** What stands there, or where it says that it stands. */
  public JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** Does nothing if the answer is as described, or the call is none of the API. */
  public void check(String method, String path, Answer answer) {
    Optional<Operation> operation =
        operations.stream().filter(it -> it.fits(method, path)).findFirst();
    operation.ifPresent(it -> check(it, answer));
  }

  private void check(Operation operation, Answer answer) {
    JsonNode responses = operation.node().path("responses");
    String status = Integer.toString(answer.status());
    assertThat(answer.status() >= 400 || responses.has(status))
        .as("%s answered %s, which openapi.yaml does not know", operation, status)
        .isTrue();
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    if (answer.body().isEmpty() || !type.endsWith("json")) {
      return;
    }
    JsonNode response =
        resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
    JsonNode content = response.path("content").path(type);
    assertThat(content.isMissingNode())
        .as("%s answered %s with %s, which openapi.yaml does not know", operation, status, type)
        .isFalse();
    assertThat(errors(content.path("schema"), JSON.readTree(answer.body())))
        .as("%s answered %s: %s", operation, status, answer.body())
        .isEmpty();
  }

  /** What is wrong with a value; unknown fields are. */
  public List<String> errors(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(Object::toString)
        .toList();
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode root = (ObjectNode) schema.deepCopy();
    strict(root);
    root.set("components", strictComponents);
    return registry.getSchema(root);
  }

  private static void strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.get("properties") instanceof ObjectNode
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::strict);
  }
}
