package dev.tidings.privacy;

import dev.tidings.audit.AuditAction;
import dev.tidings.audit.AuditLog;
import dev.tidings.audit.AuditSubject;
import dev.tidings.notice.AudienceKey;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users/{id}} and {@code /api/v1/me/export}: all that is kept about a person. */
@RestController
final class PersonController {
  private final Erasure erasure;
  private final Export export;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  PersonController(
      Erasure erasure, Export export, AuditLog audit, TransactionTemplate transaction) {
    this.erasure = erasure;
    this.export = export;
    this.audit = audit;
    this.transaction = transaction;
  }

  @DeleteMapping("/api/v1/users/{id}")
  ResponseEntity<Void> erase(
      @AuthenticationPrincipal Caller operator, @PathVariable("id") String user) {
    erasure.erase(operator, checked(user));
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  @GetMapping(path = "/api/v1/users/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
  void export(
      @AuthenticationPrincipal Caller operator,
      @PathVariable("id") String user,
      HttpServletResponse response)
      throws IOException {
    checked(user);
    transaction.executeWithoutResult(
        status ->
            audit.append(
                operator.actor(), AuditAction.USER_EXPORTED, AuditSubject.user(user), null));
    write(user, response);
  }

  @GetMapping(path = "/api/v1/me/export", produces = MediaType.APPLICATION_JSON_VALUE)
  void exportMine(@AuthenticationPrincipal Caller caller, HttpServletResponse response)
      throws IOException {
    write(caller.user(), response);
  }

  private void write(String user, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tidings-" + user + ".json\"");
    export.write(user, response.getOutputStream());
  }

  private static String checked(String user) {
    if (!AudienceKey.isId(user)) {
      throw Problem.invalid("id", "must be " + AudienceKey.ID_FORM);
    }
    return user;
  }
}
