package dev.tidings;

import dev.tidings.log.RaiseEpoch;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Tidings, or runs the command that is given as an argument. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TidingsApplication {
  public static void main(String[] args) {
    if (List.of(args).contains(RaiseEpoch.COMMAND)) {
      RaiseEpoch.main(args);
    } else {
      SpringApplication.run(TidingsApplication.class, args);
    }
  }
}
