import { Problem } from '../client/problem.js';
import { call } from '../page/api.js';

/** @import {CallOptions} from '../client/call.js' */

/**
 * @typedef {object} User
 * @property {string} id
 * @property {string[]} groups
 * @property {string[]} roles
 */

/** @typedef {{token: string, expiresAt: string, user: User}} Login */

/** The tab's own session; others are named after their user. */
export const OWN = '';

/**
 * Who a window of the demo is. The token lives in sessionStorage instead of the cookie that the
 * server offers, so that alice and bob can sit side by side in one browser. A page with real users
 * would rather take the cookie, which no script can read.
 *
 * Sends `end` (detail: why, or null) when it is nobody any more.
 */
export class Session extends EventTarget {
  #name;
  #login;

  /**
   * @param {string} name
   * @param {Login} login
   */
  constructor(name, login) {
    super();
    this.#name = name;
    this.#login = login;
  }

  get user() {
    return this.#login.user;
  }

  get token() {
    return this.#login.token;
  }

  get mayPost() {
    return this.user.roles.some((role) => role === 'ADMIN' || role === 'PUBLISHER');
  }

  /**
   * The session of that name from before a reload, or of the page around this frame.
   *
   * @param {string} name
   * @returns {Session | null}
   */
  static saved(name) {
    const text = sessionStorage.getItem(keyOf(name));
    if (text === null) {
      return null;
    }
    /** @type {Login} */
    const login = JSON.parse(text);
    return Date.parse(login.expiresAt) > Date.now() ? new Session(name, login) : null;
  }

  /**
   * @param {string} name
   * @param {string} username
   * @param {string} password
   * @throws {Problem}
   */
  static async open(name, username, password) {
    const { body } = await call('POST', 'session', { body: { username, password } });
    sessionStorage.setItem(keyOf(name), JSON.stringify(body));
    return new Session(name, body);
  }

  /**
   * Calls the API as this user.
   *
   * @param {string} method
   * @param {string} path below /api/v1/
   * @param {CallOptions} [options]
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
    sessionStorage.removeItem(keyOf(this.#name));
    this.dispatchEvent(new CustomEvent('end', { detail: why }));
  }
}

/** @param {string} name */
function keyOf(name) {
  return name === OWN ? 'tidings.session' : `tidings.session.${name}`;
}
