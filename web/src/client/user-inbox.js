import { compare } from './event-id.js';
import { keepPosition, keptPosition } from './kept-position.js';
import { NoticeList } from './notice-list.js';
import { Notices, hasExpired, isUnread } from './notices.js';
import { Outbox } from './outbox.js';
import { isMuted } from './preferences.js';
import { SharedStream } from './shared-stream.js';
import { UnreadCount } from './unread-count.js';

/** @import {Access} from './access.js' */
/** @import {Frame} from './notice-stream.js' */
/** @import {Page} from './notices.js' */
/** @import {Filter, Notice, NoticeChange, Preferences, Status} from '../tidings.js' */

/** All the clients of a server that was away must not ask it at once. */
const RESET_WITHIN = 5_000;
const REFRESH_WITHIN = 3_000;

/** More notices than that are kept only while a list shows them. */
const KEPT = 500;

/**
 * All that is known of one user. It is thrown away as a whole when somebody else is there.
 *
 * Sends `notice` (detail: NoticeChange), `state` when counts, marks or lists are different, and
 * `connection` (detail: Status).
 */
export class UserInbox extends EventTarget {
  notices = new Notices();
  /** @type {Set<NoticeList>} */
  lists = new Set();
  /** @type {Preferences} */
  preferences = { mutedCategories: [] };
  #access;
  #worker;
  #random;
  #count = new UnreadCount();
  #outbox = new Outbox((path, body) => this.call('POST', path, body));
  /** @type {SharedStream | null} */
  #stream = null;
  /** Where the first connection began. */
  #start = '';
  #isCaughtUp = false;
  /** Whether it was away since it had caught up. */
  #isBack = false;
  #isPolling = false;
  #isLive = false;
  /** What the server's clock is ahead of this one's, in ms. */
  #ahead = 0;
  #isTelling = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #expiry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reloading;

  /**
   * @param {Access} access
   * @param {string} worker the script of a shared worker, for those who use the cookie
   * @param {() => number} [random]
   */
  constructor(access, worker, random = Math.random) {
    super();
    this.#access = access;
    this.#worker = access.provider ? null : worker;
    this.#random = random;
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
    return this.#count.of(this.notices.all);
  }

  /** Connects; again after `suspend`, and when it was ended. */
  open() {
    if (this.#stream) {
      this.#stream.hurry();
      return;
    }
    const stream = new SharedStream(
      this.name,
      (position, how) => this.#access.open(position, how),
      { position: keptPosition(this.name), worker: this.#worker },
    );
    this.#stream = stream;
    stream.addEventListener('frame', (event) => {
      this.#receive(/** @type {CustomEvent<Frame>} */ (event).detail);
    });
    stream.addEventListener('status', () => this.#become(stream.status));
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
    clearTimeout(this.#expiry);
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
      throw new Error('Somebody else is there.');
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
   * @param {URLSearchParams} query
   * @returns {Promise<Page>}
   */
  async page(query) {
    const page = await this.call('GET', `me/notices?${query}`);
    this.notices.append(page);
    this.#countUpTo(page.head, page.counts);
    this.#expire();
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
      this.#countUpTo(counts.head, counts);
      this.changed();
    } catch {
      // It is done again with the next connection.
    }
  }

  /**
   * Marks a notice, at once, and sends the mark as soon as the server can be reached.
   *
   * @param {string} id
   * @param {'read' | 'unread' | 'archive' | 'unarchive'} verb
   */
  async mark(id, verb) {
    const before = this.notices.get(id);
    if (before) {
      const isRead = before.read || verb !== 'unarchive';
      const isArchived = before.archived && verb !== 'unarchive';
      this.#put({
        ...before,
        read: verb !== 'unread' && isRead,
        archived: verb === 'archive' || isArchived,
      });
    }
    try {
      await this.#outbox.send(`me/notices/${id}/${verb}`);
    } catch (error) {
      if (before) {
        this.#put(before);
      }
      throw error;
    }
  }

  /** Marks everything read that is there by now. */
  async markAllRead() {
    const newest = this.notices.all[0]?.eventId ?? '';
    const { asOf } = this.#count;
    const upTo = compare(newest, asOf) > 0 ? newest : asOf;
    this.#readUpTo(upTo);
    try {
      await this.#outbox.send('me/notices/read', { upTo });
    } finally {
      await this.refresh();
      this.#doubt();
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

  /** @param {Frame} frame */
  #receive({ event, id, data }) {
    if (event === 'notice' || event === 'notice-updated') {
      const muted = isMuted(this.preferences, data);
      if (this.#put({ ...data, muted }) && !hasExpired(data, this.now)) {
        const type = event === 'notice' ? 'published' : 'updated';
        this.#happened(type, data.id, id === data.eventId && !muted);
      }
      this.#expire();
    } else if (event === 'notice-retracted') {
      this.#happened('retracted', data.id, false);
      this.#remove(data.id, () => this.notices.retract(data));
    } else if (event === 'cursor') {
      this.#keepPosition();
      if (this.#isPolling) {
        // A poll brings no `state`.
        this.refresh();
      }
    } else if (event === 'reset') {
      this.#reloadWithin(RESET_WITHIN);
    } else if (event === 'state') {
      this.#learn(data);
    } else if (event === 'ready' && !this.#isCaughtUp && id) {
      this.#start = id;
      this.#closeGap();
    }
  }

  /** What happened on another device. @param {any} state */
  #learn({ unread, capped, asOf, changes = [], readUpTo, preferences, refresh }) {
    for (const { id, read, archived } of changes) {
      const notice = this.notices.get(id);
      if (notice) {
        this.#put({ ...notice, read, archived });
      }
    }
    if (readUpTo) {
      this.#readUpTo(readUpTo);
    }
    if (!this.#outbox.isBusy) {
      this.#count.set({ unread, capped }, asOf);
    }
    if (readUpTo) {
      this.#doubt();
    }
    if (preferences || refresh) {
      this.#reloadWithin(REFRESH_WITHIN);
    }
    this.changed();
  }

  /** @param {string} position */
  #readUpTo(position) {
    for (const notice of this.notices.all) {
      if (!notice.read && compare(notice.eventId, position) <= 0) {
        this.#put({ ...notice, read: true });
      }
    }
  }

  /**
   * What was marked unread on purpose stays so when all is marked read, and only the server knows
   * which those are.
   */
  #doubt() {
    const isAllRead = !this.notices.all.some(isUnread);
    if (isAllRead && this.counts.unread > 0 && this.lists.size) {
      this.#reloadWithin(0);
    }
  }

  /** @param {Status} status */
  #become(status) {
    this.#isLive = status.phase === 'live' && status.caughtUp;
    if (status.phase === 'live') {
      this.#ahead = status.ahead;
      this.#isPolling = status.polling;
      if (status.caughtUp) {
        this.#isCaughtUp = true;
        this.#outbox.resend();
        if (this.#isBack) {
          this.#isBack = false;
          this.#reloadWithin(REFRESH_WITHIN);
        }
      }
    } else {
      this.#isBack = this.#isCaughtUp || this.#isBack;
    }
    this.#tell('connection', status);
  }

  /** @param {number} ms and then all is loaded anew */
  #reloadWithin(ms) {
    clearTimeout(this.#reloading);
    this.#reloading = setTimeout(() => this.#reload(), this.#random() * ms);
  }

  async #reload() {
    await Promise.all([this.refresh(), ...[...this.lists].map((list) => list.reload())]);
  }

  /** @param {Notice} notice */
  #put(notice) {
    const before = this.notices.get(notice.id);
    const isChanged = this.notices.put(notice);
    if (isChanged) {
      this.#count.follow(before, this.notices.get(notice.id));
      this.changed();
    }
    return isChanged;
  }

  /**
   * @param {string} id
   * @param {() => unknown} remove
   */
  #remove(id, remove) {
    const before = this.notices.get(id);
    remove();
    this.#count.follow(before, undefined);
    this.changed();
    if (!before && this.counts.unread) {
      // Nobody here knows whether it was read.
      this.#reloadWithin(REFRESH_WITHIN);
    }
  }

  /**
   * @param {string} asOf
   * @param {{unread: number, capped: boolean}} counts
   */
  #countUpTo(asOf, counts) {
    this.#count.set(counts, asOf);
    this.#closeGap();
  }

  /** What came after the count and before the stream began is in neither: counts again. */
  #closeGap() {
    const { asOf } = this.#count;
    if (asOf && compare(asOf, this.#start) < 0) {
      this.#start = '';
      this.refresh();
    }
  }

  /** Drops what has expired, and comes back for what will. */
  #expire() {
    clearTimeout(this.#expiry);
    for (const { id } of this.notices.expired(this.now)) {
      this.#happened('expired', id, false);
      this.#remove(id, () => this.notices.remove(id));
    }
    if (!this.lists.size) {
      this.notices.all.slice(KEPT).forEach(({ id }) => this.notices.remove(id));
    }
    const ends = this.notices.all.map(({ expiresAt }) => Date.parse(expiresAt ?? '') || Infinity);
    const next = Math.min(...ends);
    if (next < Infinity) {
      const delay = Math.min(next - this.now + 1, 2 ** 31 - 1);
      this.#expiry = setTimeout(() => this.#expire(), delay);
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
      this.#tell('notice', { type, notice, isNews, wasMissed: !this.#isLive });
    }
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    if (!this.#isClosed) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  #keepPosition() {
    const position = this.#stream?.position;
    if (position) {
      keepPosition(this.name, position);
    }
  }
}
