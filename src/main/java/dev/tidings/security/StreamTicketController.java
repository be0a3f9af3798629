package dev.tidings.security;

import dev.tidings.security.StreamTickets.Ticket;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives out tickets for {@code GET /api/v1/me/stream?ticket=…}. */
@RestController
final class StreamTicketController {
  private final StreamTickets tickets;

  StreamTicketController(StreamTickets tickets) {
    this.tickets = tickets;
  }

  @PostMapping("/api/v1/stream-tickets")
  @ResponseStatus(HttpStatus.CREATED)
  Ticket make(@AuthenticationPrincipal Caller caller) {
    return tickets.make(caller);
  }
}
