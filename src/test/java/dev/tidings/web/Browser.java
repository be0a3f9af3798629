package dev.tidings.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Chrome or Chromium of this machine, else the one that npm brings.
 *
 * <p>{@code -Dtidings.test.browser=npm} takes the latter in any case, and a path there any other.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("google-chrome-stable", "google-chrome", "chromium", "chromium-browser");

  private static final Path ON_A_MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private static final List<String> FLAGS =
      List.of(
          // As root, which is what most containers run as, Chromium starts with no sandbox only.
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static @Nullable Browser started;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * The one of this JVM, which ends with it. Playwright takes calls of one thread at a time, so
   * those who share it hold the same {@code ResourceLock}.
   */
  static synchronized Browser shared() {
    if (started == null) {
      started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "browser-end"));
    }
    return started;
  }

  static Browser start() {
    return start(options());
  }

  /** Playwright switches that cache off, unless it is told not to. */
  static Browser startWithBackForwardCache() {
    return start(options().setIgnoreDefaultArgs(List.of("--disable-back-forward-cache")));
  }

  private static Browser start(LaunchOptions options) {
    WebFolder.install();
    // Playwright's driver is a Node program, which comes from npm like the other tools.
    System.setProperty("playwright.cli.dir", WebFolder.modules().toString());
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        "node",
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    return new Browser(playwright, playwright.chromium().launch(options));
  }

  /** A browser profile of its own, of which each page is a tab. */
  BrowserContext profile(com.microsoft.playwright.Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static LaunchOptions options() {
    var options = new LaunchOptions().setArgs(FLAGS);
    String wanted = System.getProperty("tidings.test.browser");
    if (wanted != null && !wanted.equals("npm")) {
      return options.setExecutablePath(Path.of(wanted));
    }
    if (wanted == null) {
      var own = ofThisMachine();
      if (own != null) {
        return options.setExecutablePath(own);
      }
    }
    List<String> brought = WebFolder.node("browser.js").lines().toList();
    var environment = new HashMap<>(System.getenv());
    environment.put("LD_LIBRARY_PATH", brought.get(1));
    environment.put("FONTCONFIG_PATH", brought.get(2));
    return options.setExecutablePath(Path.of(brought.get(0))).setEnv(environment);
  }

  private static Path ofThisMachine() {
    var onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(onPath, Stream.of(ON_A_MAC))
        .filter(Files::isExecutable)
        .filter(Browser::starts)
        .findFirst()
        .orElse(null);
  }

  /** Some systems have a stand-in of that name, which only says how to install it. */
  private static boolean starts(Path browser) {
    try {
      return new ProcessBuilder(browser.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
