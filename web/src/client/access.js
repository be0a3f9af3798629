import { call } from './call.js';
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
  /** @type {Promise<{text: string, until: number}> | null} */
  #asking = null;

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
    if (this.#token?.text === token) {
      this.#token = null;
    }
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
      // Few need it, so the others don't load it.
      const script = new URL('../../client/long-poll.js', this.api).href;
      /** @type {typeof import('./long-poll.js')} */
      const { LongPoll } = await import(script);
      return new LongPoll(position, async (after, wait, signal) => {
        const path = `me/poll?wait=${wait ? POLL : 0}${after && `&after=${after}`}`;
        const patience = (POLL + 10) * 1_000;
        return (await this.call('GET', path, { signal, patience })).body;
      });
    }
    const query = new URLSearchParams(position && { lastEventId: position });
    if (this.provider) {
      const { body } = await this.call('POST', 'stream-tickets');
      query.set('ticket', body.ticket);
    } else if (doubtful) {
      // EventSource does not tell a 401 from a 503.
      await this.call('GET', 'session');
    }
    return new EventSource(new URL(`me/stream?${query}`, this.api));
  }

  async #current() {
    if (!this.#token || this.#token.until < Date.now()) {
      this.#asking ??= this.#ask().finally(() => (this.#asking = null));
      this.#token = await this.#asking;
    }
    return this.#token.text;
  }

  async #ask() {
    let text;
    try {
      text = (await this.provider?.()) ?? '';
    } catch {
      // Its way to its own server may be cut as well.
      throw new Problem(0, 'The page has no token.');
    }
    const { sub, exp } = claims(text);
    if (this.user && sub !== this.user) {
      throw nobody();
    }
    this.user = sub;
    return { text, until: exp * 1_000 - MARGIN };
  }
}

/**
 * What a token says of itself; whether that is true is for the server to find out.
 *
 * @param {string} token
 * @returns {{sub: string, exp: number}}
 */
function claims(token) {
  try {
    const part = token.split('.')[1] ?? '';
    const { sub, exp } = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    if (sub && exp) {
      return { sub, exp };
    }
  } catch {
    // no token, then
  }
  throw nobody();
}

/** Nobody, or somebody else. */
function nobody() {
  return new Problem(401, 'Nobody is logged in.');
}
