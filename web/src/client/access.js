import { call } from './call.js';
import { LongPoll } from './long-poll.js';
import { Problem } from './problem.js';

/** @import {CallOptions} from './call.js' */
/** @import {How, Source} from './notice-stream.js' */
/** @import {TokenProvider} from '../tidings.js' */

/** A token is not used in its last seconds, in ms. */
const MARGIN = 30_000;

/** The server answers a poll after this long, in s, when nothing comes. */
const POLL = 25;

/** What one user may do: calls and streams, by the cookie or by tokens of the page. */
export class Access {
  /** @type {{text: string, until: number} | null} */
  #token = null;

  /**
   * @param {URL} api
   * @param {TokenProvider | null} provider null: the cookie
   * @param {string} user empty: whoever the first token names
   */
  constructor(api, provider, user) {
    this.api = api;
    this.provider = provider;
    this.user = user;
  }

  /**
   * Finds out who is there.
   *
   * @param {URL} api
   * @param {TokenProvider | null} provider
   * @throws {Problem} with 401 when nobody is
   */
  static async of(api, provider) {
    const access = new Access(api, provider, '');
    if (provider) {
      await access.#current();
    } else {
      const { body } = await access.call('GET', 'session');
      access.user = body.user.id;
    }
    return access;
  }

  /**
   * Calls the API. A token that is refused is asked for anew, once.
   *
   * @param {string} method
   * @param {string} path below /api/v1/
   * @param {CallOptions} [options]
   * @throws {Problem} with 401 also when the page's token is somebody else's by now
   */
  async call(method, path, options) {
    if (!this.provider) {
      return call(this.api, method, path, { ...options, cookie: true });
    }
    const token = await this.#current();
    try {
      return await call(this.api, method, path, { ...options, token });
    } catch (problem) {
      if (/** @type {Problem} */ (problem).status !== 401) {
        throw problem;
      }
    }
    this.#token = null;
    return call(this.api, method, path, { ...options, token: await this.#current() });
  }

  /**
   * Opens the stream after a position.
   *
   * @param {string} position
   * @param {How} how
   * @returns {Promise<Source>}
   * @throws {Problem}
   */
  async open(position, { polling, doubtful }) {
    if (polling) {
      return new LongPoll(position, async (after, wait, signal) => {
        const query = new URLSearchParams({ wait: String(wait ? POLL : 0) });
        if (after) {
          query.set('after', after);
        }
        const patience = (POLL + 10) * 1_000;
        return (await this.call('GET', `me/poll?${query}`, { signal, patience })).body;
      });
    }
    const url = new URL('me/stream', this.api);
    if (position) {
      url.searchParams.set('lastEventId', position);
    }
    if (this.provider) {
      const { body } = await this.call('POST', 'stream-tickets');
      url.searchParams.set('ticket', body.ticket);
    } else if (doubtful) {
      // EventSource does not tell a 401 from a 503.
      await this.call('GET', 'session');
    }
    return new EventSource(url);
  }

  async #current() {
    if (!this.#token || this.#token.until < Date.now()) {
      const text = await this.#ask();
      const { sub, exp } = claims(text);
      if (this.user && sub !== this.user) {
        throw new Problem(401, 'Somebody else is logged in.');
      }
      this.user = sub;
      this.#token = { text: /** @type {string} */ (text), until: exp * 1_000 - MARGIN };
    }
    return this.#token.text;
  }

  async #ask() {
    try {
      return await this.provider?.();
    } catch {
      // Its way to its own server may be cut as well.
      throw new Problem(0, 'The page gives no token.');
    }
  }
}

/**
 * What a token says of itself; whether that is true is for the server to find out.
 *
 * @param {string | null | undefined} token
 * @returns {{sub: string, exp: number}}
 */
function claims(token) {
  try {
    const part = (token ?? '').split('.')[1] ?? '';
    const { sub, exp } = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    if (sub && exp) {
      return { sub, exp };
    }
  } catch {
    // no token, then
  }
  throw new Problem(401, 'Nobody is logged in.');
}
