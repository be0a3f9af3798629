package dev.tidings.inbox;

/**
 * When a client should neither show toasts nor make sounds. Over midnight when {@code from} is
 * later than {@code to}.
 *
 * @param from the first quiet minute, {@code HH:mm}
 * @param to the first minute that is not quiet, {@code HH:mm}
 * @param zone the IANA time zone of both
 */
record QuietHours(String from, String to, String zone) {}
