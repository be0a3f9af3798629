package dev.tidings.web;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** What a browser complains of: errors, warnings, and what a page's security policy forbids. */
final class Complaints {
  private Complaints() {}

  /** Of all pages of a profile, from now on. */
  static List<String> of(BrowserContext profile) {
    var complaints = new ArrayList<String>();
    profile.addInitScript(
        "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))");
    profile.onConsoleMessage(
        message -> {
          if (!message.type().equals("log") && !message.type().equals("info")) {
            complaints.add(message.text());
          }
        });
    profile.onWebError(error -> complaints.add(error.error()));
    return complaints;
  }
}
