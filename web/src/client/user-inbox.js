import { compare } from './event-id.js';
import { KnownNotices } from './known-notices.js';
import { Marks } from './marks.js';
import { NoticeList } from './notice-list.js';
import { hasExpired, isUnread } from './notices.js';
import { isMuted } from './preferences.js';
import { SharedStream } from './shared-stream.js';

/** @import {Access} from './access.js' */
/** @import {Frame} from './frame.js' */
/** @import {Page} from './notices.js' */
/** @import {Message} from './stream-leader.js' */
/** @import {Filter, NoticeChange, Preferences, Status} from '../tidings.js' */

/** All the clients of a server that was away must not ask it at once. */
const RESET_WITHIN = 5_000;
const REFRESH_WITHIN = 3_000;

/** All that is known of one user. It is thrown away as a whole when somebody else is there. */
export class UserInbox {
  notices = new KnownNotices(() => this.changed());
  /** @type {Set<NoticeList>} */
  lists = new Set();
  /** @type {Preferences} */
  preferences = { mutedCategories: [] };
  #access;
  #listener;
  #stream;
  #marks = new Marks(this.notices, (path, body) => this.call('POST', path, body));
  /** What waits for the preferences, lest what is muted pops up. @type {Message[] | null} */
  #early = [];
  /** Where the first connection began. */
  #start = '';
  #hasCaughtUp = false;
  /** Whether what comes now has only just happened. */
  #isCurrent = false;
  #isTelling = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reloading;

  /**
   * @param {Access} access
   * @param {string} worker the script of a shared worker, for those who use the cookie
   * @param {(type: 'notice' | 'state' | 'connection', detail: any) => void} tell a NoticeChange;
   *     Counts, when these, marks or lists are different; a Status
   */
  constructor(access, worker, tell) {
    this.#access = access;
    this.#listener = tell;
    // Of this user on this server: for locks, channels and storage.
    this.name = `tidings ${access.api} ${access.user}`;
    this.#stream = new SharedStream(
      this.name,
      (position, how) => this.#access.open(position, how),
      (message) => (this.#early ? this.#early.push(message) : this.#hear(message)),
      access.provider ? null : worker,
    );
  }

  get user() {
    return this.#access.user;
  }

  /** By the server's clock, in ms. */
  get now() {
    return this.#stream.now;
  }

  get counts() {
    return this.notices.counts;
  }

  /**
   * Connects; again after `suspend`, and when it was ended.
   *
   * @param {Access} [access] a newer one of the same user
   */
  async open(access = this.#access) {
    this.#access = access;
    if (this.#stream.connect()) {
      await this.refresh();
      const early = this.#early ?? [];
      this.#early = null;
      early.forEach((message) => this.#hear(message));
    }
  }

  /** Leaves the stream; `open`, or the page that comes next, goes on where it was. */
  suspend() {
    this.#stream.leave();
    this.#isCurrent = false;
  }

  /** For good. */
  close() {
    this.#isClosed = true;
    this.notices.close();
    clearTimeout(this.#reloading);
    this.#stream.leave();
  }

  /**
   * Calls the API as this user.
   *
   * @param {string} method
   * @param {string} path below /api/v1/
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async call(method, path, body) {
    const answer = await this.#access.call(method, path, { body });
    if (this.#isClosed) {
      throw new Error('closed');
    }
    return answer.body;
  }

  /** @param {Filter} filter */
  list(filter) {
    return new NoticeList(this, filter);
  }

  /**
   * Loads a page of notices.
   *
   * @param {string} query
   * @returns {Promise<Page>}
   */
  async page(query) {
    /** @type {Page} */
    const page = await this.call('GET', `me/notices?${query}`);
    page.items.forEach((notice) => this.notices.put(notice));
    this.notices.count.set(page.counts, page.head);
    this.#closeGap();
    this.#tidy();
    return page;
  }

  /** Asks for counts and preferences. Never rejects. */
  async refresh() {
    try {
      const [counts, preferences] = await Promise.all([
        this.call('GET', 'me/counts'),
        this.call('GET', 'me/preferences').catch(() => this.preferences),
      ]);
      this.preferences = preferences;
      this.notices.count.set(counts, counts.head);
      this.#closeGap();
      this.changed();
    } catch {
      // It is done again with the next connection.
    }
  }

  /**
   * @param {string} id
   * @param {'read' | 'unread' | 'archive' | 'unarchive'} verb
   */
  mark(id, verb) {
    return this.#marks.mark(id, verb);
  }

  async markAllRead() {
    try {
      await this.#marks.markAllRead();
    } finally {
      await this.#reload();
    }
  }

  /** @param {Preferences} preferences */
  async savePreferences(preferences) {
    await this.call('PUT', 'me/preferences', preferences);
    this.preferences = preferences;
    await this.#reload();
  }

  /** Tells that something is different, once for all that happens at a time. */
  changed() {
    if (!this.#isTelling) {
      this.#isTelling = true;
      queueMicrotask(() => {
        this.#isTelling = false;
        this.#tell('state', this.counts);
      });
    }
  }

  /** @param {Message} message */
  #hear(message) {
    if (message.type === 'frame') {
      this.#receive(message.frame);
    } else if (message.type === 'status') {
      this.#become(message.status);
    }
  }

  /** @param {Frame} frame */
  #receive({ event, id, data }) {
    if (event === 'notice' || event === 'notice-updated') {
      const isChanged = this.notices.change({ ...data, muted: isMuted(this.preferences, data) });
      const known = this.notices.get(data.id);
      // It is news also when a list that was loaded meanwhile has it already.
      const isNews = !!known && id === data.eventId && known.eventId === id && isUnread(known);
      if ((isChanged || isNews) && !hasExpired(data, this.now)) {
        this.#happened(event === 'notice' ? 'published' : 'updated', data.id, isNews);
      }
      this.#tidy();
    } else if (event === 'notice-retracted') {
      this.#happened('retracted', data.id, false);
      if (!this.notices.get(data.id) && this.counts.unread) {
        // Nobody here knows whether it was read.
        this.#reloadWithin(REFRESH_WITHIN);
      }
      this.notices.drop(data, true);
    } else if (event === 'cursor') {
      const { status } = this.#stream;
      if (status.phase === 'live' && status.polling) {
        // A poll brings no `state`.
        this.refresh();
      }
    } else if (event === 'reset') {
      this.#reloadWithin(RESET_WITHIN);
    } else if (event === 'state') {
      this.#marks.learn(data);
      this.changed();
      if (data.readUpTo || data.preferences || data.refresh) {
        this.#reloadWithin(REFRESH_WITHIN);
      }
    } else if (event === 'ready' && !this.#hasCaughtUp && id) {
      this.#start = id;
      this.#closeGap();
    }
  }

  /** @param {Status} status */
  #become(status) {
    const isBack = this.#hasCaughtUp && !this.#isCurrent;
    this.#isCurrent = status.phase === 'live' && status.caughtUp;
    if (this.#isCurrent) {
      this.#hasCaughtUp = true;
      this.#marks.resend();
      if (isBack) {
        this.#reloadWithin(REFRESH_WITHIN);
      }
    }
    this.#tell('connection', status);
  }

  /** @param {number} ms and then all is loaded anew */
  #reloadWithin(ms) {
    clearTimeout(this.#reloading);
    this.#reloading = setTimeout(() => this.#reload(), Math.random() * ms);
  }

  async #reload() {
    await Promise.all([this.refresh(), ...[...this.lists].map((list) => list.reload())]);
  }

  /** What came after the count and before the stream began is in neither: counts again. */
  #closeGap() {
    const { asOf } = this.notices.count;
    if (asOf && compare(asOf, this.#start) < 0) {
      this.#start = '';
      this.refresh();
    }
  }

  /** Drops what has expired, from now on, and what nobody looks at. */
  #tidy() {
    this.notices.expire(
      () => this.now,
      ({ id }) => this.#happened('expired', id, false),
    );
    if (!this.lists.size) {
      this.notices.trim();
    }
  }

  /**
   * @param {NoticeChange['type']} type
   * @param {string} id
   * @param {boolean} isNews
   */
  #happened(type, id, isNews) {
    const notice = this.notices.get(id);
    if (notice) {
      this.#tell('notice', { type, notice, isNews, wasMissed: !this.#isCurrent });
    }
  }

  /** @type {(type: 'notice' | 'state' | 'connection', detail: unknown) => void} */
  #tell(type, detail) {
    if (!this.#isClosed) {
      this.#listener(type, detail);
    }
  }
}
