package dev.tidings.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audit.AuditLog;
import dev.tidings.problem.SettingRefused;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

@SecuritySlice
@ExtendWith(OutputCaptureExtension.class)
class AccountsTest {
  static final InstallationSettings NO_DEMO = new InstallationSettings("target", false);
  static final InstallationSettings DEMO = new InstallationSettings("target", true);

  @Autowired JdbcClient jdbc;
  @Autowired Passwords passwords;
  @Autowired MutableClock clock;
  @Autowired AuditLog audit;
  @Autowired TransactionTemplate transaction;

  Accounts accounts;

  @BeforeEach
  void clear() {
    jdbc.sql("delete from account").update();
    accounts = accounts(NO_DEMO);
  }

  Accounts accounts(InstallationSettings settings) {
    var environment = new MockEnvironment().withProperty("server.address", "127.0.0.1");
    return new Accounts(jdbc, new DemoAccounts(settings, environment, passwords), passwords, clock);
  }

  void start(InstallationSettings settings) {
    new FirstAccount(accounts, passwords, audit, transaction, settings)
        .run(new DefaultApplicationArguments());
  }

  @Test
  void anAccountLogsInWithItsPasswordOnly() {
    var account =
        new Account("paul", passwords.hash("secret"), Set.of("1", "2"), Set.of(Role.PUBLISHER));
    assertThat(accounts.add(account)).isTrue();

    assertThat(accounts.logIn("paul", "secret")).isEqualTo(account);
    assertThat(accounts.logIn("paul", "Secret")).isNull();
    assertThat(accounts.logIn("PAUL", "secret")).isNull();
    assertThat(accounts.logIn("nobody", "secret")).isNull();
  }

  @Test
  void aNameIsTakenOnce() {
    var account = new Account("paul", passwords.hash("secret"), Set.of(), Set.of());
    accounts.add(account);

    assertThat(accounts.add(account)).isFalse();
  }

  @Test
  void theFirstStartMakesAnAdminAndShowsThePasswordOnce(CapturedOutput output) {
    start(NO_DEMO);
    start(NO_DEMO);

    var shown = Pattern.compile("password +([a-z2-9]{20}) +\\|").matcher(output);
    assertThat(shown.find()).isTrue();
    String password = shown.group(1);
    assertThat(shown.find()).isFalse();
    Account admin = accounts.logIn("admin", password);
    assertThat(admin).isNotNull();
    assertThat(admin.roles()).containsExactly(Role.ADMIN);
    assertThat(
            jdbc.sql(
                    "select details from audit_entry"
                        + " where action = 'account-created' and subject = 'user:admin'")
                .query(String.class)
                .list())
        .contains("{\"roles\":[\"ADMIN\"]}");
  }

  @Test
  void theFrameAroundThePasswordIsStraight(CapturedOutput output) {
    start(NO_DEMO);

    assertThat(
            output.toString().lines().filter(line -> line.startsWith("|") || line.startsWith("+")))
        .hasSize(4)
        .allMatch(line -> line.length() == 44);
  }

  @Test
  void theDemosAccountsHaveTheirNameAsPassword(CapturedOutput output) {
    accounts = accounts(DEMO);
    start(DEMO);

    assertThat(accounts.logIn("admin", "admin").roles()).containsExactly(Role.ADMIN);
    assertThat(accounts.logIn("alice", "alice").groups()).containsExactly("500");
    assertThat(accounts.logIn("bob", "bob").groups()).containsExactly("500");
    assertThat(accounts.logIn("carol", "carol").groups()).containsExactly("600");
    assertThat(accounts.logIn("carol", "alice")).isNull();
    assertThat(output).contains("WARN", "DEMO", "[admin, alice, bob, carol]");
  }

  @Test
  void theDemosAccountsAreGoneWhenTheSameDataIsStartedWithoutIt() {
    accounts = accounts(DEMO);
    start(DEMO);

    assertThat(accounts.isEmpty()).isTrue();
    assertThat(accounts(NO_DEMO).logIn("admin", "admin")).isNull();
  }

  @Test
  void theDemoOnlyRunsOnALoopbackAddress() {
    for (String address : new String[] {"", "0.0.0.0", "192.0.2.1", "::"}) {
      var environment = new MockEnvironment().withProperty("server.address", address);

      assertThatThrownBy(() -> new DemoAccounts(DEMO, environment, passwords))
          .isInstanceOf(SettingRefused.class)
          .hasMessageContaining("tidings.demo")
          .hasMessageContaining("server.address");
    }
    assertThatThrownBy(() -> new DemoAccounts(DEMO, new MockEnvironment(), passwords))
        .isInstanceOf(SettingRefused.class);
    for (String address : new String[] {"127.0.0.1", "127.9.9.9", "::1", "localhost"}) {
      var environment = new MockEnvironment().withProperty("server.address", address);

      assertThat(new DemoAccounts(DEMO, environment, passwords).find("alice")).isNotNull();
    }
  }
}
