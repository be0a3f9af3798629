package dev.tidings.security;

/** What came of the credentials that a request presents. */
sealed interface Presented permits Accepted, Refusal {}
