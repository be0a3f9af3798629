/**
 * What a caller is told when something is refused: RFC 9457 problem documents with a stable code.
 * And what an operator is told when a setting is.
 *
 * <p>In: exceptions of the other packages. Out: {@code application/problem+json}. Threads: the
 * request's. When it fails: the container answers with a bare status. May import: notice.
 */
@NullMarked
package dev.tidings.problem;

import org.jspecify.annotations.NullMarked;
