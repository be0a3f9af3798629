package dev.tidings.web;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What npm checks of the page: its types, and what its scripts do without a browser. */
class WebScriptsTest {
  @BeforeEach
  void toolsAreThere() {
    WebFolder.install();
  }

  @Test
  void theTypesFit() {
    WebFolder.npm("run", "check");
  }

  @Test
  void theScriptsDoWhatTheirTestsSay() {
    WebFolder.npm("test");
  }
}
