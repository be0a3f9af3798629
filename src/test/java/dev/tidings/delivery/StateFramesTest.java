package dev.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateFramesTest {
  private final StateFrames frames = new StateFrames();

  private static StateFrame frame(int number, int size) {
    return StateFrame.of("w" + number + ".".repeat(size), "r" + number);
  }

  private List<String> taken() {
    var taken = new ArrayList<String>();
    byte[] next;
    while ((next = frames.poll()) != null) {
      taken.add(new String(next, UTF_8));
    }
    return taken;
  }

  @Test
  void aFrameHasNoId() {
    frames.add(StateFrame.of("{}", "{\"refresh\":true}"));
    assertThat(taken()).containsExactly("event: state\ndata: {}\n\n");
  }

  @Test
  void aFewWaitInTheirOrder() {
    for (int i = 0; i < 10; i++) {
      frames.add(frame(i, 0));
    }
    assertThat(taken()).hasSize(10).first().isEqualTo("event: state\ndata: w0\n\n");
    assertThat(taken()).isEmpty();
  }

  @Test
  void whenTooManyWaitTheNewestRefreshStandsForAll() {
    for (int i = 0; i < 5; i++) {
      frames.add(frame(i, StateFrames.MOST / 4));
    }
    frames.add(frame(5, 0));
    frames.add(frame(6, 0));
    assertThat(taken()).containsExactly("event: state\ndata: r6\n\n");

    frames.add(frame(7, 0));
    assertThat(taken()).containsExactly("event: state\ndata: w7\n\n");
  }

  @Test
  void theLargestOneFits() {
    frames.add(frame(1, StateFrames.MOST - 30));
    assertThat(taken()).hasSize(1).allMatch(text -> text.contains("w1"));
  }
}
