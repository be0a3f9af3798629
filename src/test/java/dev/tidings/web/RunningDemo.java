package dev.tidings.web;

import com.microsoft.playwright.Page;
import dev.tidings.TidingsApplication;
import dev.tidings.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application as the run command starts it, with its demo accounts, on a free port. Started
 * once and shared by the browser tests of this JVM, so they tell their notices by names of their
 * own.
 */
final class RunningDemo {
  private static final JsonMapper JSON = new JsonMapper();
  private static @Nullable RunningDemo started;

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebServerApplicationContext context;

  private RunningDemo(WebServerApplicationContext context) {
    this.context = context;
  }

  static synchronized RunningDemo shared() {
    if (started == null) {
      started = start();
    }
    return started;
  }

  private static RunningDemo start() {
    try {
      return new RunningDemo(
          (WebServerApplicationContext)
              new SpringApplicationBuilder(TidingsApplication.class)
                  .profiles("demo")
                  .run(
                      "--server.port=0",
                      "--tidings.jwt.secret=" + Tokens.SECRET,
                      "--tidings.data-dir=" + Files.createTempDirectory("running-demo")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of its parts. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** The address of the start page. */
  String base() {
    return "http://127.0.0.1:" + context.getWebServer().getPort() + "/";
  }

  /** A token like that of a demo account, without the time that a log-in takes. */
  String token(String account) {
    return switch (account) {
      case "admin" -> Tokens.admin("admin");
      case "carol" -> Tokens.user("carol", List.of("600"));
      default -> Tokens.user(account, List.of("500"));
    };
  }

  /** Posts as the admin. The notice as it was answered. */
  JsonNode post(Map<String, ?> notice) {
    return JSON.readTree(send("POST", "notices", token("admin"), notice));
  }

  /** Posts as the admin. */
  JsonNode post(String audience, String category, String title) {
    return post(Map.of("audience", List.of(audience), "category", category, "title", title));
  }

  /**
   * Calls the API.
   *
   * @return the body of an answer that says all is well
   */
  String send(String method, String path, @Nullable String token, @Nullable Map<String, ?> body) {
    var request =
        HttpRequest.newBuilder(URI.create(base() + "api/v1/" + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether an address is of this server. */
  boolean isOwn(String url) {
    return url.startsWith(base()) || url.startsWith("data:");
  }

  void open(Page page, String path) {
    page.navigate(base() + path);
  }
}
