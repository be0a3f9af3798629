package dev.tidings.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.testing.RunningTidings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A site with a server and log-ins of its own, which takes the bell from another origin. */
final class OtherOrigin implements AutoCloseable {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <title>A shop</title>
          <link rel="icon" href="data:,">
          <script type="module" src="/shop.js"></script>
        </head>
        <body>
          <h1>A shop</h1>
          <tidings-bell></tidings-bell>
          <tidings-toasts></tidings-toasts>
        </body>
      </html>
      """;

  private static final String SCRIPT =
      """
      import { tidings } from '%stidings.js';
      tidings.tokenProvider = async () => (await fetch('/token')).text();
      window.tidings = tidings;
      """;

  private static final String POLICY =
      "default-src 'none'; script-src 'self' %1$s; connect-src 'self' %1$s; style-src 'self';"
          + " img-src data:; require-trusted-types-for 'script'";

  private final String tidings;
  private final HttpServer server;
  private final BrowserContext profile;

  final List<String> complaints;
  final List<Request> asked = new CopyOnWriteArrayList<>();

  /**
   * @param port of Tidings
   * @param token for each time that the page asks for one
   */
  OtherOrigin(Browser browser, int port, Supplier<String> token) {
    tidings = "http://127.0.0.1:" + port + "/";
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), RunningTidings.OTHER_ORIGIN_PORT),
              0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
    server.createContext(
        "/shop.js", exchange -> answer(exchange, "text/javascript", SCRIPT.formatted(tidings)));
    server.createContext("/token", exchange -> answer(exchange, "text/plain", token.get()));
    server.start();
    profile = browser.profile(new NewContextOptions());
    profile.setDefaultTimeout(20_000);
    complaints = Complaints.of(profile);
    profile.onRequest(asked::add);
  }

  private void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY.formatted(tidings));
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  Page tab() {
    Page page = profile.newPage();
    page.navigate("http://127.0.0.1:" + RunningTidings.OTHER_ORIGIN_PORT + "/");
    return page;
  }

  BrowserContext profile() {
    return profile;
  }

  /** Calls of the API, except for streams. */
  List<Request> calls() {
    return toApi().filter(request -> !request.url().contains("/me/stream?")).toList();
  }

  /** What each stream was opened with, as queries. */
  List<String> streams() {
    return toApi()
        .map(request -> URI.create(request.url()))
        .filter(url -> url.getPath().endsWith("/me/stream"))
        .map(URI::getQuery)
        .toList();
  }

  private Stream<Request> toApi() {
    return asked.stream().filter(request -> request.url().startsWith(tidings + "api/"));
  }

  @Override
  public void close() {
    profile.close();
    server.stop(0);
  }
}
