package dev.tidings.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem documents for what Jetty refuses before anything of Spring sees it, such as a path with
 * {@code %00}; Jetty would answer with a page.
 */
@Configuration
class RawRequestErrors {
  /** Members such as {@code code} stand beside the others, not below {@code properties}. */
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> problemsOfRawRequests() {
    return factory ->
        factory.addServerCustomizers(server -> server.setErrorHandler(new Documents()));
  }

  private static final class Documents extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      HttpStatus known = HttpStatus.resolve(response.getStatus());
      HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
      String code =
          status == HttpStatus.BAD_REQUEST ? "invalid-request" : ProblemHandler.codeOf(status);
      var body = Problem.body(status, code, status.getReasonPhrase() + ".");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.write(
          true, ByteBuffer.wrap(JSON.writeValueAsString(body).getBytes(UTF_8)), callback);
      return true;
    }
  }
}
