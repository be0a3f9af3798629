import { Problem } from './client/problem.js';

/** Where the API is; beside this page, wherever that is served from. */
export const API = new URL('api/v1/', document.baseURI);

/** After this long without an answer there won't be one. */
const PATIENCE = 15_000;

/**
 * Calls the API.
 *
 * @param {string} method
 * @param {string} path below /api/v1/
 * @param {{token?: string, body?: unknown, headers?: Record<string, string>}} [options]
 * @returns {Promise<{body: any, headers: Headers}>}
 * @throws {Problem}
 */
export async function call(method, path, { token, body, headers = {} } = {}) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(new URL(path, API), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      // A cookie would be shared by all windows, and this page lets each be somebody else.
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE),
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
