package dev.tidings.inbox;

import dev.tidings.notice.Category;
import dev.tidings.notice.InvalidValue;
import dev.tidings.problem.Problem;
import dev.tidings.security.Caller;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/preferences}: how the caller wants notices to be shown. */
@RestController
final class PreferencesController {
  private static final int MAX_MUTED = 100;

  private final InboxStates states;
  private final ReadState readState;

  PreferencesController(InboxStates states, ReadState readState) {
    this.states = states;
    this.readState = readState;
  }

  /** What is put: absent means none. */
  record PreferencesRequest(
      @Nullable List<@Nullable String> mutedCategories, @Nullable QuietHoursRequest quietHours) {}

  /** All three, or none of it. */
  record QuietHoursRequest(@Nullable String from, @Nullable String to, @Nullable String zone) {}

  @GetMapping("/api/v1/me/preferences")
  ResponseEntity<Preferences> get(@AuthenticationPrincipal Caller caller) {
    return uncached(states.of(caller.user()).preferences());
  }

  @PutMapping("/api/v1/me/preferences")
  ResponseEntity<Preferences> put(
      @AuthenticationPrincipal Caller caller, @RequestBody PreferencesRequest request) {
    var quiet = request.quietHours();
    var preferences =
        new Preferences(
            muted(request.mutedCategories()),
            quiet == null ? null : QuietHours.of(quiet.from(), quiet.to(), quiet.zone()));
    readState.prefer(Reader.of(caller), preferences);
    return uncached(preferences);
  }

  private static List<String> muted(@Nullable List<@Nullable String> categories) {
    if (categories == null) {
      return List.of();
    }
    if (categories.size() > MAX_MUTED) {
      throw Problem.invalid("mutedCategories", "must have at most " + MAX_MUTED);
    }
    var muted = new LinkedHashSet<String>();
    for (int i = 0; i < categories.size(); i++) {
      String category = categories.get(i);
      try {
        muted.add(Category.checked(category == null ? "" : category));
      } catch (InvalidValue e) {
        throw new InvalidValue("mutedCategories[" + i + "]", e.limit());
      }
    }
    return List.copyOf(muted);
  }

  private static ResponseEntity<Preferences> uncached(Preferences preferences) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(preferences);
  }
}
