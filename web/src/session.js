import { call } from './api.js';
import { Problem } from './client/problem.js';

/**
 * @typedef {object} User
 * @property {string} id
 * @property {string[]} groups
 * @property {string[]} roles
 */

/** @typedef {{token: string, expiresAt: string, user: User}} Login */

const KEY = 'tidings.session';

/**
 * Who this tab is. The token lives in sessionStorage instead of the cookie that the server offers,
 * so that alice and bob can sit in two windows of one browser. A page with real users would rather
 * take the cookie, which no script can read.
 *
 * Sends `end` (detail: why, or null) when the tab is nobody any more.
 */
export class Session extends EventTarget {
  /** @param {Login} login */
  constructor(login) {
    super();
    this.login = login;
  }

  get user() {
    return this.login.user;
  }

  get token() {
    return this.login.token;
  }

  get mayPost() {
    return this.user.roles.some((role) => role === 'ADMIN' || role === 'PUBLISHER');
  }

  /** The tab's session from before a reload, if there is one. */
  static saved() {
    const text = sessionStorage.getItem(KEY);
    if (text === null) {
      return null;
    }
    /** @type {Login} */
    const login = JSON.parse(text);
    return Date.parse(login.expiresAt) > Date.now() ? new Session(login) : null;
  }

  /**
   * @param {string} username
   * @param {string} password
   * @throws {Problem}
   */
  static async open(username, password) {
    const { body } = await call('POST', 'session', { body: { username, password } });
    sessionStorage.setItem(KEY, JSON.stringify(body));
    return new Session(body);
  }

  /**
   * Calls the API as this user.
   *
   * @param {string} method
   * @param {string} path below /api/v1/
   * @param {{body?: unknown, headers?: Record<string, string>}} [options]
   * @throws {Problem}
   */
  async call(method, path, options = {}) {
    try {
      return await call(method, path, { ...options, token: this.token });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) {
        this.#end(problem.message);
      }
      throw problem;
    }
  }

  /** Logs out: the server revokes the token, if it can be reached. */
  async close() {
    const { token } = this;
    this.#end(null);
    await call('DELETE', 'session', { token }).catch(() => {});
  }

  /** @param {string | null} why */
  #end(why) {
    sessionStorage.removeItem(KEY);
    this.dispatchEvent(new CustomEvent('end', { detail: why }));
  }
}
