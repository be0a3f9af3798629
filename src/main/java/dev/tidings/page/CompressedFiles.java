package dev.tidings.page;

import java.util.List;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sends scripts, styles and words by gzip, and touches nothing else. Spring Boot's {@code
 * server.compression} would stand in the way of every path: it would take gzip in requests, too,
 * where the limit of a body counts its bytes as sent, and put {@code --gzip} behind the revision in
 * a notice's ETag.
 */
@Configuration
class CompressedFiles {
  /** None of them is the end of a path of the API. */
  private static final List<String> PATHS =
      List.of("*.js", "*.css", "*.json", "*.html", "*.svg", "/v3/api-docs");

  /** Less than this is one packet anyway. */
  private static final int AT_LEAST = 1_024;

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> compression() {
    return factory -> factory.addServerCustomizers(CompressedFiles::compress);
  }

  private static void compress(Server server) {
    var gzip = new GzipCompression();
    gzip.setMinCompressSize(AT_LEAST);
    var handler = new CompressionHandler(server.getHandler());
    handler.putCompression(gzip);
    for (String path : PATHS) {
      handler.putConfiguration(
          path,
          CompressionConfig.builder()
              .compressIncludeMethod("GET")
              .decompressExcludePath("/*")
              .build());
    }
    server.setHandler(handler);
  }
}
