package dev.tidings.openapi;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v3/api-docs}: the API as an OpenAPI 3.1 document. It is written as YAML, for people,
 * and served as JSON, which every tool reads.
 */
@RestController
final class ApiDocumentController {
  private static final String SOURCE = "openapi.yaml";

  /** What stands in it twice is written once; the reader stops at 50 unless told otherwise. */
  private static final int MAX_ALIASES = 500;

  /** Made when somebody asks for the first time. */
  private volatile byte @Nullable [] document;

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> document() throws IOException {
    byte[] made = document;
    if (made == null) {
      made = make();
      document = made;
    }
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(made);
  }

  private static byte[] make() throws IOException {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    try (InputStream source = new ClassPathResource(SOURCE).getInputStream()) {
      Object content = new Yaml(new SafeConstructor(options)).load(source);
      return JsonMapper.shared().writeValueAsBytes(content);
    }
  }
}
