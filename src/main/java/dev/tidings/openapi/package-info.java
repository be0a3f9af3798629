/**
 * The description of the API for programs: {@code openapi.yaml}, written by hand.
 *
 * <p>In: requests of anybody. Out: an OpenAPI 3.1 document. Threads: the request's. When it fails:
 * nothing else does. May import: nothing of ours.
 */
@NullMarked
package dev.tidings.openapi;

import org.jspecify.annotations.NullMarked;
