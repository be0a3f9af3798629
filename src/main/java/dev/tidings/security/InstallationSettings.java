package dev.tidings.security;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and as what this server runs.
 *
 * @param dataDir the directory for what it keeps itself, such as a generated secret. Default {@code
 *     ./data}
 * @param demo whether there are accounts whose password is their name; only on a loopback address.
 *     Default false
 */
@ConfigurationProperties("tidings")
record InstallationSettings(
    @DefaultValue("./data") String dataDir, @DefaultValue("false") boolean demo) {
  // Not bound as a Path: the conversion would first look for "data" on the class path.
  Path dataPath() {
    return Path.of(dataDir);
  }
}
