import { Access } from './client/access.js';
import { pageEvents } from './client/page-events.js';
import { pause } from './client/pause.js';
import { UserInbox } from './client/user-inbox.js';

/** @import {Filter, Preferences, Status, TokenProvider} from './tidings.js' */

/** Where this script came from is where the server is. */
export const SERVER = new URL('.', import.meta.url).href;

/** How long to stay away after a `bye` without `reconnect`, in ms, and up to twice that. */
const AWAY = { revoked: 30_000, 'too-many': 300_000 };

/**
 * The notices of whoever is logged in, without a surface: what the elements show, and what a page
 * with a surface of its own builds on.
 *
 * Sends `notice` (detail: NoticeChange), `state` (detail: Counts) when counts, marks or lists are
 * different, `connection` (detail: Status), and `user` (detail: their id or null) when somebody
 * else is there. Nothing of the one is left for the other.
 */
export class TidingsClient extends EventTarget {
  #api;
  /** @type {TokenProvider | null} */
  #provider;
  /** @type {UserInbox | null} */
  #inbox = null;
  /** @type {Status} */
  #status = { phase: 'ended', reason: 'not-started' };
  /** Whether the page wants it connected. */
  #isWanted = false;
  #attempt = 0;
  /** Since when the server can't be reached; 0 when it can. */
  #down = 0;
  /** When the last token ended. */
  #expired = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Tells the other tabs who has logged in. @type {((user: string) => void) | undefined} */
  #tellTabs;

  /**
   * @param {object} [options]
   * @param {string} [options.server] the server's address, where this script came from by default
   * @param {TokenProvider | null} [options.tokenProvider]
   */
  constructor({ server = SERVER, tokenProvider = null } = {}) {
    super();
    this.#api = new URL('api/v1/', new URL(server.replace(/\/?$/, '/'), globalThis.location?.href));
    this.#provider = tokenProvider;
  }

  /**
   * Gives the page's token of whoever is logged in: a JWT, asked for when there is none, when it
   * ends, and when it was refused. Null, as it is on the server's own pages: the cookie.
   */
  get tokenProvider() {
    return this.#provider;
  }

  set tokenProvider(provider) {
    this.#provider = provider;
    if (this.#isWanted) {
      this.#leave();
      this.#enter();
    }
  }

  /** Whose notices these are; null when nobody is known to be logged in. */
  get user() {
    return this.#inbox?.user ?? null;
  }

  /** How many are unread: never above 100, and `capped` when there are more than 99. */
  get counts() {
    return this.#inbox?.counts ?? { unread: 0, capped: false };
  }

  get connection() {
    return this.#status;
  }

  /** @returns {Preferences} */
  get preferences() {
    return this.#inbox?.preferences ?? { mutedCategories: [] };
  }

  /** The time by the server's clock, in ms. */
  get now() {
    return this.#inbox?.now ?? Date.now();
  }

  /** A notice that is known here. @param {string} id */
  notice(id) {
    return this.#inbox?.notices.get(id);
  }

  /** Of this user on this server, for what a page wants to keep for them; null without a user. */
  get storageName() {
    return this.#inbox?.name ?? null;
  }

  /** Connects, or does so again at once; to be called after a log-in without a new page, too. */
  connect() {
    const { phase } = this.#status;
    if (this.#inbox && phase !== 'ended') {
      this.#inbox.open();
    } else if (phase !== 'connecting') {
      this.#become({ phase: 'connecting' });
      clearTimeout(this.#timer);
      // A page's own script may be about to set a token provider.
      this.#timer = setTimeout(() => this.#enter(), 0);
    }
  }

  /** Ends the connection and forgets the user. */
  disconnect() {
    this.#isWanted = false;
    this.#leave();
    this.#become({ phase: 'ended', reason: 'closed' });
  }

  /**
   * A list of the user's notices, newest first; null when there is no user. It is this user's: make
   * another one after `user`.
   *
   * @param {Filter} [filter]
   */
  list(filter = {}) {
    return this.#inbox?.list(filter) ?? null;
  }

  /** @param {string} id */
  markRead(id) {
    return this.#required().mark(id, 'read');
  }

  /** @param {string} id */
  markUnread(id) {
    return this.#required().mark(id, 'unread');
  }

  /** Out of the list, and read. @param {string} id */
  archive(id) {
    return this.#required().mark(id, 'archive');
  }

  /** @param {string} id */
  unarchive(id) {
    return this.#required().mark(id, 'unarchive');
  }

  /** Marks all that have come so far. */
  markAllRead() {
    return this.#required().markAllRead();
  }

  /** @param {Preferences} preferences */
  savePreferences(preferences) {
    return this.#required().savePreferences(preferences);
  }

  #required() {
    if (!this.#inbox) {
      throw new Error('Nobody is logged in.');
    }
    return this.#inbox;
  }

  async #enter() {
    this.#isWanted = true;
    this.#watch();
    clearTimeout(this.#timer);
    const attempt = ++this.#attempt;
    this.#become({ phase: 'connecting' });
    try {
      if (!this.#provider && this.#api.origin !== location.origin) {
        this.#lock('no-token-provider');
        return;
      }
      const access = await Access.of(this.#api, this.#provider);
      if (attempt === this.#attempt) {
        this.#down = 0;
        this.#meet(access);
      }
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#fail(error);
      }
    }
  }

  /** @param {Access} access */
  #meet(access) {
    if (this.#inbox?.user === access.user) {
      this.#inbox.open(access);
      return;
    }
    this.#leave();
    const inbox = new UserInbox(access, new URL('tidings.js', SERVER).href, (type, detail) =>
      type === 'connection' ? this.#follow(detail) : this.#tell(type, detail),
    );
    this.#inbox = inbox;
    this.#tell('user', inbox.user);
    if (!this.#provider) {
      this.#tellTabs?.(inbox.user);
    }
    inbox.open();
  }

  /** @param {Status} status */
  #follow(status) {
    const reason = status.phase === 'ended' ? status.reason : '';
    if (reason === 'another-user') {
      this.#enter();
    } else if (reason === 'expired') {
      // A new token that has ended as well must not make us come back again and again.
      const isAgain = Date.now() - this.#expired < 60_000;
      this.#expired = Date.now();
      this.#timer = setTimeout(() => this.#enter(), isAgain ? 30_000 : 0);
    } else {
      if (reason && reason !== 'too-many') {
        this.#leave();
      }
      this.#become(status);
      const away = AWAY[/** @type {keyof typeof AWAY} */ (reason)];
      if (away) {
        this.#timer = setTimeout(() => this.#enter(), away * (1 + Math.random()));
      }
    }
  }

  /** @param {any} error */
  #fail(error) {
    if (error?.status === 401 || error?.status === 403) {
      this.#lock('unauthorized');
      return;
    }
    this.#down ||= Date.now();
    const delay = pause(Date.now() - this.#down, Math.random);
    this.#timer = setTimeout(() => this.#enter(), delay);
    this.#become({ phase: 'waiting', reason: 'unreachable', until: Date.now() + delay });
  }

  /** Nobody is there: nothing of whoever was is shown. @param {string} reason */
  #lock(reason) {
    this.#leave();
    this.#become({ phase: 'ended', reason });
  }

  #leave() {
    this.#attempt++;
    clearTimeout(this.#timer);
    if (this.#inbox) {
      this.#inbox.close();
      this.#inbox = null;
      this.#tell('user', null);
      this.#tell('state', this.counts);
    }
  }

  #watch() {
    this.#tellTabs ??= pageEvents(`tidings ${this.#api}`, {
      looked: () => this.#isWanted && this.connect(),
      left: () => this.#inbox?.suspend(),
      loggedIn: (user) => {
        if (!this.#provider && this.#inbox && this.#inbox.user !== user) {
          this.#enter();
        }
      },
    });
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    this.#tell('connection', status);
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The client of the page, which the elements use unless they are given another one. */
export const tidings = new TidingsClient();
