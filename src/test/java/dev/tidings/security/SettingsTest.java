package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsTest {
  final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(AllSettings.class);

  @Configuration
  @EnableConfigurationProperties({
    JwtSettings.class,
    SessionSettings.class,
    LoginSettings.class,
    CorsSettings.class,
    InstallationSettings.class
  })
  static class AllSettings {}

  @Test
  void everySettingHasADefault() {
    runner.run(
        context -> {
          assertThat(context.getBean(JwtSettings.class).clockSkew()).hasSeconds(30);
          assertThat(context.getBean(JwtSettings.class).publicKeys()).isEmpty();
          assertThat(context.getBean(SessionSettings.class).duration()).hasHours(12);
          assertThat(context.getBean(LoginSettings.class).perUser()).isEqualTo(10);
          assertThat(context.getBean(LoginSettings.class).perAddress()).isEqualTo(50);
          assertThat(context.getBean(LoginSettings.class).window()).hasMinutes(1);
          assertThat(context.getBean(CorsSettings.class).allowedOrigins()).isEmpty();
          assertThat(context.getBean(InstallationSettings.class).demo()).isFalse();
          assertThat(context.getBean(InstallationSettings.class).dataDir()).isEqualTo("./data");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tidings.jwt.clock-skew=-1s",
        "tidings.jwt.clock-skew=301s",
        "tidings.session.duration=59s",
        "tidings.session.duration=31d",
        "tidings.login.per-user=0",
        "tidings.login.per-user=1001",
        "tidings.login.per-address=0",
        "tidings.login.window=0s",
        "tidings.login.window=25h",
        "tidings.cors.allowed-origins=*",
        "tidings.cors.allowed-origins=null",
        "tidings.cors.allowed-origins=https://app.example/",
        "tidings.cors.allowed-origins=https://App.example",
        "tidings.cors.allowed-origins=https://app.example:443",
        "tidings.cors.allowed-origins=http://*.example",
        "tidings.cors.allowed-origins=https://user@app.example",
        "tidings.cors.allowed-origins=app.example"
      })
  void aBadValueRefusesToStartAndNamesItself(String property) {
    runner
        .withPropertyValues(property)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining(nameOf(property)));
  }

  /** Validation says it as the record's component, configuration as the kebab-case name. */
  static String nameOf(String property) {
    String name = property.substring(0, property.indexOf('='));
    return name.startsWith("tidings.cors")
        ? name
        : name.substring(name.lastIndexOf('.') + 1).replaceAll("-.*", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://app.example", "http://localhost:3000", "http://[::1]:8080", "http://a.b"})
  void originsAsBrowsersWriteThemAreGood(String origin) {
    runner
        .withPropertyValues("tidings.cors.allowed-origins=" + origin + ",https://b.example")
        .run(
            context ->
                assertThat(context.getBean(CorsSettings.class).allowedOrigins())
                    .containsExactly(origin, "https://b.example"));
  }

  @Test
  void theSecretIsNotShownWithTheSettings() {
    runner
        .withPropertyValues("tidings.jwt.secret=" + Host.SECRET)
        .run(
            context ->
                assertThat(context.getBean(JwtSettings.class).toString())
                    .doesNotContain(Host.SECRET));
  }
}
