import { compare } from './event-id.js';

/** @import {Filter, Notice} from '../tidings.js' */
/** @import {UserInbox} from './user-inbox.js' */

/**
 * A list of one user's notices, newest first, page by page. It stays true by itself: what comes,
 * changes and goes shows in `items`, and the client sends `state` then. What is new since it was
 * loaded waits in `news` until `showNews`, so that nothing moves under somebody's finger.
 */
export class NoticeList {
  /** @type {'loading' | 'ready' | 'failed'} */
  phase = 'loading';
  /** Where the next page begins. @type {string | null} */
  #cursor = null;
  /** The newest event before it was loaded. */
  #head = '';
  /** What is on it. Something that was unread when it was listed stays listed. @type {Set<string>} */
  #ids = new Set();
  /** @type {Promise<void> | null} */
  #loading = null;
  #inbox;
  /** @type {Required<Filter>} */
  #filter;

  /**
   * @param {UserInbox} inbox
   * @param {Filter} filter
   */
  constructor(inbox, filter) {
    this.#inbox = inbox;
    this.#filter = { status: 'all', category: '', limit: 20, ...filter };
    inbox.lists.add(this);
    this.reload();
  }

  /** @returns {Notice[]} */
  get items() {
    return this.#inbox.notices.all.filter((notice) => this.#ids.has(notice.id) && this.#fits(notice));
  }

  /** What waits to be shown. @returns {Notice[]} */
  get news() {
    return this.#inbox.notices.all.filter((notice) => {
      const { id, eventId, read } = notice;
      const isNew = !this.#ids.has(id) && compare(eventId, this.#head) > 0;
      return isNew && this.#fits(notice) && !(read && this.#filter.status === 'unread');
    });
  }

  /** Whether there are older ones to load. */
  get hasMore() {
    return this.#cursor !== null;
  }

  showNews() {
    this.news.forEach(({ id }) => this.#ids.add(id));
    this.#inbox.changed();
  }

  /** Begins anew. Never rejects: `phase` tells. */
  reload() {
    return this.#load(null);
  }

  /** Loads older ones. Never rejects: `phase` tells. */
  more() {
    return this.#cursor ? this.#load(this.#cursor) : Promise.resolve();
  }

  /** It is not looked at any more. */
  close() {
    this.#inbox.lists.delete(this);
  }

  /** @param {string | null} cursor */
  #load(cursor) {
    this.#loading ??= this.#fetch(cursor).finally(() => {
      this.#loading = null;
      this.#inbox.changed();
    });
    return this.#loading;
  }

  /** @param {string | null} cursor */
  async #fetch(cursor) {
    if (this.phase === 'failed') {
      this.phase = 'loading';
      this.#inbox.changed();
    }
    const { status, category, limit } = this.#filter;
    // What is on it already stays: a list must not shrink under somebody's finger.
    const length = cursor ? limit : Math.min(100, Math.max(limit, this.#ids.size));
    const query = `status=${status}&category=${category}&limit=${length}`;
    try {
      const { items, nextCursor = null, head } = await this.#inbox.page(cursor ? `${query}&cursor=${cursor}` : query);
      if (!cursor) {
        this.#ids.clear();
        this.#head = head;
      }
      items.forEach(({ id }) => this.#ids.add(id));
      this.#cursor = nextCursor;
      this.phase = 'ready';
    } catch {
      this.phase = 'failed';
    }
  }

  /** @param {Notice} notice */
  #fits({ category, archived }) {
    const wanted = this.#filter;
    return (
      (wanted.category || category) === category && !!archived === (wanted.status === 'archived')
    );
  }
}
