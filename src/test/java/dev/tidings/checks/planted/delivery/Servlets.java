package dev.tidings.checks.planted.delivery;

import jakarta.servlet.http.HttpServletRequest;

/** Breaks a rule on purpose: delivery knows no HTTP. */
public class Servlets {
  String path(HttpServletRequest request) {
    return request.getRequestURI();
  }
}
