package dev.tidings.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.Executors;

/** An HTTP proxy that hands on an answer when it has all of it, so of a stream nothing. */
final class BufferingProxy implements AutoCloseable {
  /** Java's client sets them itself. */
  private static final Set<String> NOT_FOR_US =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final int target;

  /**
   * @param target the port on this machine that it leads to
   */
  BufferingProxy(int target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handOn);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handOn(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + asked))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange.getRequestHeaders().entrySet().stream()
        .filter(header -> !NOT_FOR_US.contains(header.getKey().toLowerCase()))
        .forEach(header -> header.getValue().forEach(v -> request.header(header.getKey(), v)));
    try (exchange) {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      byte[] all = answer.body().readAllBytes();
      exchange.getResponseHeaders().putAll(answer.headers().map());
      exchange.getResponseHeaders().remove("transfer-encoding");
      exchange.sendResponseHeaders(answer.statusCode(), all.length == 0 ? -1 : all.length);
      exchange.getResponseBody().write(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.stop(0);
  }
}
