package dev.tidings.security;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the start page whom somebody may be by one click: nobody, unless this is the demo. */
@RestController
final class DemoController {
  private final DemoAccounts accounts;

  DemoController(DemoAccounts accounts) {
    this.accounts = accounts;
  }

  /** Somebody whose password is their name. */
  record DemoAccount(String name, List<String> groups, List<Role> roles) {
    static DemoAccount of(Account account) {
      return new DemoAccount(
          account.username(),
          account.groups().stream().sorted().toList(),
          account.roles().stream().sorted().toList());
    }
  }

  @GetMapping("/demo/accounts.json")
  List<DemoAccount> accounts() {
    return accounts.all().stream().map(DemoAccount::of).toList();
  }
}
