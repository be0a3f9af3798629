package dev.tidings.problem;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.json.JsonMapper;

/** JSON that is not what was asked for: which field it is, and what it must be. */
public final class UnreadableBody {
  private UnreadableBody() {}

  /**
   * Reads a part of a body that was taken as a tree.
   *
   * @throws Problem 400 {@code invalid-value} when a field is unknown or of another type
   */
  public static <T> T read(JsonMapper json, JsonNode tree, Class<T> type) {
    try {
      return json.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw problem(e);
    }
  }

  static Problem problem(JacksonException failure) {
    return switch (failure) {
      case PropertyBindingException unknown ->
          Problem.invalid(path(unknown), "is not a known field");
      case MismatchedInputException mismatch ->
          Problem.invalid(path(mismatch), "must be " + expected(mismatch));
      default -> malformed(failure);
    };
  }

  private static Problem malformed(JacksonException json) {
    var where = json.getLocation();
    String detail =
        where == null || where.getLineNr() < 1
            ? "The body is not JSON that can be read."
            : "The body is not valid JSON, at line %d, column %d."
                .formatted(where.getLineNr(), where.getColumnNr());
    return Problem.of(HttpStatus.BAD_REQUEST, "malformed-json", detail);
  }

  private static String path(DatabindException failure) {
    String path =
        failure.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
  }

  private static String expected(MismatchedInputException mismatch) {
    Class<?> type = mismatch.getTargetType();
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "a string";
      case "List", "ArrayList" -> "an array";
      case "Instant" -> "an ISO 8601 time such as 2026-11-21T10:30:00Z";
      case "Boolean", "boolean" -> "true or false";
      default -> "a JSON object";
    };
  }
}
