package dev.tidings.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A server's class of the tests, and the classes of the tests that it is made of. */
record PlantedClasses(List<Class<?>> classes) {
  static PlantedClasses of(String mainClass) {
    var classes = new ArrayList<Class<?>>();
    try {
      for (Class<?> next = Class.forName(mainClass);
          next != Object.class;
          next = next.getSuperclass()) {
        classes.add(next);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
    return new PlantedClasses(List.copyOf(classes));
  }

  /** Copies them, with the classes inside of them, to where nothing else is. */
  Path copyTo(Path target) {
    try {
      for (Class<?> planted : classes) {
        Path name = Path.of(planted.getName().replace('.', '/'));
        Path from = root(planted).resolve(name).getParent();
        Path to = target.resolve(name).getParent();
        Files.createDirectories(to);
        copy(from, to, planted.getSimpleName() + ".class");
        copy(from, to, planted.getSimpleName() + "$*.class");
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root(Class<?> planted) {
    try {
      return Path.of(planted.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to, String names) throws IOException {
    try (var files = Files.newDirectoryStream(from, names)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
