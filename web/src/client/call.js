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
  /** @type {string} */
  let text;
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
    text = response.ok ? await response.text() : '';
  } catch {
    throw new Problem(0, 'The server does not answer.');
  }
  if (!response.ok) {
    throw await Problem.of(response);
  }
  try {
    return { body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  } catch {
    // The log-in page of a proxy, for example.
    throw new Problem(0, 'Somebody else answers for the server.');
  }
}

/** The value that a change by cookie has to repeat; empty when nobody is logged in by cookie. */
export function xsrf() {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}
