package dev.tidings.security;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Requests as the tests need them, and what stands in the answers. */
final class Requests {
  private Requests() {}

  static MvcTestResult logIn(MockMvcTester mvc, String user, String password) {
    return logIn(mvc, user, password, "127.0.0.1");
  }

  static MvcTestResult logIn(MockMvcTester mvc, String user, String password, String address) {
    return mvc.post()
        .uri("/api/v1/session")
        .contentType(APPLICATION_JSON)
        .content("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password))
        .with(
            request -> {
              request.setRemoteAddr(address);
              return request;
            })
        .exchange();
  }

  static RequestPostProcessor bearer(String token) {
    return request -> {
      request.addHeader("Authorization", "Bearer " + token);
      return request;
    };
  }

  static Cookie session(String token) {
    return new Cookie("tidings_session", token);
  }

  static String token(MvcTestResult answer) {
    return text(answer, "$.token");
  }

  static String text(MvcTestResult answer, String path) {
    try {
      return JsonPath.read(answer.getResponse().getContentAsString(), path);
    } catch (UnsupportedEncodingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String setCookie(MvcTestResult answer, String name) {
    return answer.getResponse().getHeaders("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElse("");
  }
}
