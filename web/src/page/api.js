import { Problem } from '../client/problem.js';

/** Where the API is: beside the pages, wherever those are served from. */
export const API = new URL('../api/v1/', import.meta.url);

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
 */

/**
 * Calls the API.
 *
 * @param {string} method
 * @param {string} path below /api/v1/
 * @param {CallOptions} [options]
 * @returns {Promise<{body: any, headers: Headers}>}
 * @throws {Problem} also when nobody answers; an aborted call has status 0 too
 */
export async function call(method, path, { token, cookie = false, body, headers, signal } = {}) {
  const patience = AbortSignal.timeout(PATIENCE);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(new URL(path, API), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(cookie && method !== 'GET' ? { 'X-XSRF-TOKEN': xsrf() } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: cookie ? 'same-origin' : 'omit',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch {
    throw new Problem(0, 'The server does not answer.');
  }
  if (!response.ok) {
    throw await Problem.of(response);
  }
  const text = await response.text();
  return { body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

/** The value that a change by cookie has to repeat; empty when nobody is logged in by cookie. */
export function xsrf() {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}
