package dev.tidings.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.core.io.Resource;

/** A file's ETag: what is in it, as a hash. Any thread. */
final class ContentTags implements Function<Resource, String> {
  /** Of a SHA-256; nobody is to find a second file with the same one, it only tells versions. */
  private static final int BYTES = 12;

  /** As many as the build has files; more only while somebody edits them under a running server. */
  private final Map<Version, String> tags = new ConcurrentHashMap<>();

  private record Version(URI file, long lastModified) {}

  @Override
  public String apply(Resource file) {
    try {
      var version = new Version(file.getURI(), file.lastModified());
      return tags.computeIfAbsent(version, it -> tagOf(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tagOf(Resource file) {
    try (InputStream content = file.getInputStream();
        var digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      byte[] hash = digest.getMessageDigest().digest();
      return '"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
