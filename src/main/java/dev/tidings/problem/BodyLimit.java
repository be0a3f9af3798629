package dev.tidings.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Bounds request bodies: 256 KiB, a batch 2 MiB; also where no length is announced. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class BodyLimit extends OncePerRequestFilter {
  private static final long LIMIT = 256L * 1024;
  private static final long BATCH_LIMIT = 2L * 1024 * 1024;

  /** How much more is read and thrown away, so that the answer is not lost with the connection. */
  private static final long SWALLOWED = 2L * 1024 * 1024;

  private final JsonMapper json;

  BodyLimit(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = request.getRequestURI().equals("/api/v1/notices/batch") ? BATCH_LIMIT : LIMIT;
    if (request.getContentLengthLong() > limit) {
      swallow(request.getInputStream());
      response.setStatus(413);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(json.writeValueAsBytes(BodyTooLarge.of(limit).getBody()));
      return;
    }
    chain.doFilter(
        request.getContentLengthLong() < 0 ? new LimitedRequest(request, limit) : request,
        response);
  }

  /** A connection that is closed while the client is still sending drops what it was answered. */
  private static void swallow(InputStream body) throws IOException {
    byte[] sink = new byte[8 * 1024];
    long left = SWALLOWED;
    int count = 0;
    while (left > 0 && count >= 0) {
      count = body.read(sink);
      left -= count;
    }
  }

  /** A request whose body may not be read beyond a limit. */
  private static final class LimitedRequest extends HttpServletRequestWrapper {
    private final long limit;

    LimitedRequest(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream(), limit);
    }
  }

  private static final class LimitedStream extends ServletInputStream {
    private final ServletInputStream body;
    private final long limit;
    private long read;

    LimitedStream(ServletInputStream body, long limit) {
      this.body = body;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = body.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = body.read(into, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) throws IOException {
      read += bytes;
      if (read > limit) {
        swallow(body);
        throw new BodyTooLarge(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
