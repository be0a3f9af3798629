package dev.tidings.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that opens the database of the first argument and keeps it open. */
final class HoldsDatabase {
  private HoldsDatabase() {}

  static void main(String[] args) throws SQLException, InterruptedException {
    try (var connection = DriverManager.getConnection(args[0])) {
      System.out.println(connection.isValid(1));
      Thread.currentThread().join();
    }
  }
}
