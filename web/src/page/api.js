import { call as callAt } from '../client/call.js';

/** @import {CallOptions} from '../client/call.js' */

export { xsrf } from '../client/call.js';

/** Where the API is: beside the pages, wherever those are served from. */
export const API = new URL('../api/v1/', import.meta.url);

/**
 * Calls the API.
 *
 * @param {string} method
 * @param {string} path below /api/v1/
 * @param {CallOptions} [options]
 * @throws {import('../client/problem.js').Problem} also when nobody answers
 */
export function call(method, path, options) {
  return callAt(API, method, path, options);
}
