import { call, xsrf } from '../page/api.js';
import { Problem } from '../client/problem.js';
import { forgetDrafts } from './kept-draft.js';

/** @import {Request} from './requests.js' */

/** @typedef {{id: string, groups: string[], roles: string[]}} User */

/** A session is renewed when it has less than this left, in ms. */
const RENEW_BEFORE = 2 * 3_600_000;

/**
 * Who is logged in by the browser's cookie, which no script can read.
 *
 * Sends `end` (detail: why, or null) when nobody is any more.
 */
export class Session extends EventTarget {
  /** @param {{user: User, expiresAt: string}} answer */
  constructor({ user, expiresAt }) {
    super();
    this.user = user;
    this.expiresAt = Date.parse(expiresAt);
  }

  get isAdmin() {
    return this.user.roles.includes('ADMIN');
  }

  get mayPost() {
    return this.isAdmin || this.user.roles.includes('PUBLISHER');
  }

  /**
   * The session that this browser has.
   *
   * @returns {Promise<Session | null>} null for none
   * @throws {Problem} when that can't be found out
   */
  static async resume() {
    // Who has no such cookie has never logged in here: no need to ask, and to be refused.
    if (xsrf() === '') {
      return null;
    }
    try {
      const { body } = await call('GET', 'session', { cookie: true });
      const session = new Session(body);
      await session.#renew();
      return session;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) {
        forget();
        return null;
      }
      throw problem;
    }
  }

  /**
   * @param {string} username
   * @param {string} password
   * @throws {Problem}
   */
  static async open(username, password) {
    const body = { username, password };
    const answer = await call('POST', 'session', { body, cookie: true });
    return new Session(answer.body);
  }

  /**
   * Calls the API.
   *
   * @param {Request} request
   * @param {AbortSignal} [signal]
   * @throws {Problem}
   */
  async call({ method, path, body, headers }, signal) {
    try {
      return await call(method, path, { body, headers, signal, cookie: true });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) {
        this.#end(problem.message);
      }
      throw problem;
    }
  }

  /** Logs out, on the server too if it can be reached. */
  async close() {
    await call('DELETE', 'session', { cookie: true }).catch(() => {});
    forgetDrafts(this.user.id);
    this.#end(null);
  }

  async #renew() {
    if (this.expiresAt - Date.now() < RENEW_BEFORE) {
      // Tokens of a host application can't be renewed here; theirs end when they end.
      const renewed = await call('POST', 'session/renew', { cookie: true }).catch(() => null);
      this.expiresAt = renewed === null ? this.expiresAt : Date.parse(renewed.body.expiresAt);
    }
  }

  /** @param {string | null} why */
  #end(why) {
    forget();
    this.dispatchEvent(new CustomEvent('end', { detail: why }));
  }
}

function forget() {
  document.cookie = 'XSRF-TOKEN=; Max-Age=0; Path=/';
}
