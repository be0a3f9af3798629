package dev.tidings.inbox;

import dev.tidings.inbox.InboxModel.Person;
import dev.tidings.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A person of the model, the devices that they really have, and what those are told by {@code
 * state}. That is best effort: told twice is no fault, and a {@code refresh} may stand for anything
 * at any time. But who stays connected has to hear of every change that shows, and of nothing else.
 */
final class InboxModelUser {
  private final Person person;
  private final List<Device> devices;

  /** What was done last and has to be heard of. */
  private final Map<Device, Expected> expected = new HashMap<>();

  /** How many changes each may have heard of. */
  private final Map<Device, Integer> changes = new HashMap<>();

  private final Map<Device, Integer> heardBefore = new HashMap<>();

  private record Expected(InboxChange change, int after) {}

  /**
   * @param devices the first one's token has all the user's groups
   */
  InboxModelUser(Person person, List<Device> devices) {
    this.person = person;
    this.devices = devices;
  }

  Person person() {
    return person;
  }

  List<Device> devices() {
    return devices;
  }

  Caller caller() {
    return devices.getFirst().caller();
  }

  /** Something is about to be done. */
  void beginStep() {
    expected.clear();
    devices.forEach(device -> heardBefore.put(device, device.heard()));
  }

  /**
   * Something was changed.
   *
   * @param concerned devices that see what was changed
   * @param shows whether it is seen now; else it may be heard of all the same, if it comes into
   *     sight before that is looked up
   */
  void changed(InboxChange change, Predicate<Device> concerned, boolean shows) {
    devices.stream().filter(concerned).forEach(device -> changed(change, device, shows));
  }

  /** Who comes while others are being told is told too. */
  private void changed(InboxChange change, Device device, boolean shows) {
    changes.merge(device, 1, Integer::sum);
    if (shows && device.isOnline()) {
      expected.put(device, new Expected(change, heardBefore.getOrDefault(device, 0)));
    }
  }

  boolean isExpecting() {
    return !expected.isEmpty();
  }

  /** Whether it has heard of what was done last. */
  boolean wasTold(Device device) {
    Expected what = expected.get(device);
    return what == null || device.heardOf(what.change(), what.after());
  }

  /** Whether it has heard of more than was done. */
  boolean wasToldTooMuch(Device device) {
    return device.heardInDetail() > changes.getOrDefault(device, 0);
  }
}
