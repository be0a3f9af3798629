package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class DemoGreetingTest {
  @Test
  void whoStartsTheDemoIsToldWhatToDo(CapturedOutput output) {
    new DemoGreeting(
            new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("local.server.port", "8080"))
        .greet();

    assertThat(output)
        .contains("Tidings is up: http://127.0.0.1:8080")
        .contains("curl -N http://127.0.0.1:8080/api/v1/me/stream")
        .contains("sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/'")
        .contains("-d '{\"username\":\"admin\",\"password\":\"admin\"}'");
  }
}
