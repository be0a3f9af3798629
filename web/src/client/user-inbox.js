import { compare } from './event-id.js';
import { keepPosition, keptPosition } from './kept-position.js';
import { KnownNotices } from './known-notices.js';
import { Marks } from './marks.js';
import { NoticeList } from './notice-list.js';
import { hasExpired } from './notices.js';
import { isMuted } from './preferences.js';
import { SharedStream } from './shared-stream.js';

/** @import {Access} from './access.js' */
/** @import {Frame} from './notice-stream.js' */
/** @import {Page} from './notices.js' */
/** @import {Message} from './stream-leader.js' */
/** @import {Filter, NoticeChange, Preferences, Status} from '../tidings.js' */

/** All the clients of a server that was away must not ask it at once. */
const RESET_WITHIN = 5_000;
const REFRESH_WITHIN = 3_000;

/**
 * What is told: `notice` with a NoticeChange, `state` with Counts when these, marks or lists are
 * different, and `connection` with a Status.
 *
 * @typedef {(type: 'notice' | 'state' | 'connection', detail: any) => void} Tell
 */

/** All that is known of one user. It is thrown away as a whole when somebody else is there. */
export class UserInbox {
  notices = new KnownNotices(() => this.changed());
  /** @type {Set<NoticeList>} */
  lists = new Set();
  /** @type {Preferences} */
  preferences = { mutedCategories: [] };
  #access;
  #worker;
  #listener;
  #marks = new Marks(this.notices, (path, body) => this.call('POST', path, body));
  /** @type {SharedStream | null} */
  #stream = null;
  /** Where the first connection began. */
  #start = '';
  #isCaughtUp = false;
  /** Whether it was away since it had caught up. */
  #isBack = false;
  /** @type {Status} */
  #status = { phase: 'connecting' };
  /** What the server's clock is ahead of this one's, in ms. */
  #ahead = 0;
  #isTelling = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reloading;

  /**
   * @param {Access} access
   * @param {string} worker the script of a shared worker, for those who use the cookie
   * @param {Tell} tell
   */
  constructor(access, worker, tell) {
    this.#access = access;
    this.#listener = tell;
    this.#worker = access.provider ? null : worker;
    /** Of this user on this server: for locks, channels and storage. */
    this.name = `tidings ${access.api} ${access.user}`;
  }

  get user() {
    return this.#access.user;
  }

  /** By the server's clock, in ms. */
  get now() {
    return Date.now() + this.#ahead;
  }

  get counts() {
    return this.notices.counts;
  }

  /**
   * Connects; again after `suspend`, and when it was ended.
   *
   * @param {Access} [access] a newer one of the same user
   */
  open(access = this.#access) {
    this.#access = access;
    if (this.#stream) {
      this.#stream.hurry();
      return;
    }
    this.#stream = new SharedStream(
      this.name,
      (position, how) => this.#access.open(position, how),
      (message) => this.#hear(message),
      { position: keptPosition(this.name), worker: this.#worker },
    );
    this.refresh();
  }

  /** Leaves the stream, and keeps the position for `open`, or for the page that comes next. */
  suspend() {
    this.#keepPosition();
    this.#stream?.close();
    this.#stream = null;
    this.#isBack = this.#isCaughtUp;
  }

  /** For good. */
  close() {
    this.#isClosed = true;
    this.notices.close();
    clearTimeout(this.#reloading);
    this.#stream?.close();
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
    const page = await this.call('GET', `me/notices?${query}`);
    this.notices.append(page);
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
      const muted = isMuted(this.preferences, data);
      const isChanged = this.notices.change({ ...data, muted });
      // It is news also when a list that was loaded meanwhile has it already.
      const isNews = id === data.eventId && this.notices.get(data.id)?.eventId === id && !muted;
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
      this.#keepPosition();
      if (this.#status.phase === 'live' && this.#status.polling) {
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
    } else if (event === 'ready' && !this.#isCaughtUp && id) {
      this.#start = id;
      this.#closeGap();
    }
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    if (status.phase !== 'live') {
      this.#isBack ||= this.#isCaughtUp;
    } else {
      this.#ahead = status.ahead;
      if (status.caughtUp) {
        this.#isCaughtUp = true;
        this.#marks.resend();
        if (this.#isBack) {
          this.#isBack = false;
          this.#reloadWithin(REFRESH_WITHIN);
        }
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
      const wasMissed = !(this.#status.phase === 'live' && this.#status.caughtUp);
      this.#tell('notice', { type, notice, isNews, wasMissed });
    }
  }

  /** @type {Tell} */
  #tell(type, detail) {
    if (!this.#isClosed) {
      this.#listener(type, detail);
    }
  }

  #keepPosition() {
    keepPosition(this.name, this.#stream?.position);
  }
}
