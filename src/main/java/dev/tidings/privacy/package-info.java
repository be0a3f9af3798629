/**
 * What is kept about one person: handing it out, and removing it. Everything that names a person
 * stands in {@code PersonalRows}, {@code PersonalNotices} and {@code AuditedContent}.
 *
 * <p>In: requests of admins, and of people about themselves. Out: JSON; rows are gone. Threads: the
 * request's. When it fails: what is removed so far stays removed, and the same request again does
 * the rest. May import: notice, log, audit, security, problem.
 */
@NullMarked
package dev.tidings.privacy;

import org.jspecify.annotations.NullMarked;
