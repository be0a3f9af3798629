package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.problem.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeysTest {
  @Test
  void aKeyMayBeGivenAsTextOrAsAFile(@TempDir Path folder) throws IOException {
    String pem = Host.pem(Host.EC.getPublic());
    Path file = Files.writeString(folder.resolve("host.pem"), "A comment\n" + pem);

    assertThat(PublicKeys.read(List.of(pem, file.toString())))
        .containsExactly(Host.EC.getPublic(), Host.EC.getPublic());
  }

  @Test
  void weakOrOtherKeysAreRefused() throws Exception {
    var rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    var p384 = KeyPairGenerator.getInstance("EC");
    p384.initialize(new ECGenParameterSpec("secp384r1"));
    var ed25519 = KeyPairGenerator.getInstance("Ed25519");

    for (KeyPairGenerator generator : List.of(rsa, p384, ed25519)) {
      assertRefused(Host.pem(generator.generateKeyPair().getPublic()));
    }
  }

  @Test
  void whatIsNoPublicKeyIsRefused() {
    assertRefused("no-such-file.pem");
    assertRefused("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
    assertRefused(Host.pem(Host.RSA.getPublic()).replace("PUBLIC", "PRIVATE"));
  }

  static void assertRefused(String text) {
    assertThatThrownBy(() -> PublicKeys.read(List.of(text)))
        .isInstanceOf(SettingRefused.class)
        .hasMessageStartingWith("tidings.jwt.public-keys ");
  }
}
