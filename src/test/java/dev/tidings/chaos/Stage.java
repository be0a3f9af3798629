package dev.tidings.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** One cluster for all scenarios of a class; for each of them observers, and whole lines. */
final class Stage
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final String mainClass;
  private final List<Map<String, String>> settings;
  private Path folder;
  private Cluster cluster;
  private Observers observers;

  private Stage(String mainClass, List<Map<String, String>> settings) {
    this.mainClass = mainClass;
    this.settings = settings;
  }

  /** That many servers with the same settings. */
  static Stage of(int servers, String mainClass, Map<String, String> settings) {
    return new Stage(mainClass, Collections.nCopies(servers, settings));
  }

  /** One server for each of these settings. */
  static Stage of(String mainClass, List<Map<String, String>> settings) {
    return new Stage(mainClass, settings);
  }

  Cluster cluster() {
    return cluster;
  }

  Node node(int i) {
    return cluster.node(i);
  }

  /** Asks a server, not through its proxies. */
  Api api(int node) {
    return new Api(node(node).server().port());
  }

  /** One client at each server, which has everything that was posted before the scenario. */
  Observers observers() {
    return observers;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    try {
      folder = Files.createTempDirectory("tidings-stage");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cluster = new Cluster(folder, mainClass, settings);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    observers = new Observers(cluster);
    observers.post(cluster.node(0));
    observers.awaitAll();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    cluster.mend();
    observers.close();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    FileSystemUtils.deleteRecursively(folder);
  }
}
