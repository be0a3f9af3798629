package dev.tidings.inbox;

import dev.tidings.inbox.InboxModel.Person;
import dev.tidings.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A person of the model, and the devices that they really have. */
final class InboxModelUser {
  private final Person person;
  private final List<Device> devices;
  private final Map<Device, Integer> expectedStates = new HashMap<>();

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

  /** Those that are online must be told of what just happened, exactly once. */
  void expectState(Predicate<Device> which) {
    devices.stream()
        .filter(device -> device.isOnline() && which.test(device))
        .forEach(device -> expectedStates.merge(device, 1, Integer::sum));
  }

  boolean wasTold(Device device) {
    return device.states() == expectedStates.getOrDefault(device, 0);
  }
}
