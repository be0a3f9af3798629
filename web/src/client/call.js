import { Problem } from './problem.js';

/** After this long without an answer there won't be one. */
const PATIENCE = 15_000;

/**
 * What is sent along with a call.
 *
 * @typedef {object} CallOptions
 * @property {string} [token] who calls; else nobody, or whom the cookie names
 * @property {boolean} [cookie] whether the browser's cookie goes along
 * @property {unknown} [body] sent as JSON
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {number} [patience] in ms
 */

/**
 * Calls the API.
 *
 * @param {URL} api where it is, with a slash at the end
 * @param {string} method
 * @param {string} path below it
 * @param {CallOptions} [options]
 * @returns {Promise<{body: any, headers: Headers}>}
 * @throws {Problem} also when nobody answers; an aborted call has status 0 too
 */
export async function call(api, method, path, options = {}) {
  const { token, cookie = false, body, headers, signal, patience = PATIENCE } = options;
  const late = AbortSignal.timeout(patience);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(new URL(path, api), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(cookie && method !== 'GET' ? { 'X-XSRF-TOKEN': xsrf() } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: cookie ? 'same-origin' : 'omit',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    if (response.ok) {
      const text = await response.text();
      return { body: text && JSON.parse(text), headers: response.headers };
    }
  } catch {
    // Also when somebody else answers: the log-in page of a proxy, for example.
    throw new Problem(0, 'The server does not answer.');
  }
  throw await Problem.of(response);
}

/** The value that a change by cookie has to repeat; empty when nobody is logged in by cookie. */
export function xsrf() {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}
