package dev.tidings.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An answer to one of the {@code XINFO} commands, where names and values come by turns. */
record InfoFields(Map<String, String> fields) {
  static InfoFields of(Object answer) {
    var fields = new HashMap<String, String>();
    if (answer instanceof List<?> list) {
      for (int i = 0; i + 1 < list.size(); i += 2) {
        fields.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
      }
    }
    return new InfoFields(fields);
  }

  /** Empty when there is no such field. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** 0 when there is no such field. */
  long number(String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
