import { compare } from './event-id.js';
import { Notices, hasExpired } from './notices.js';
import { UnreadCount } from './unread-count.js';

/** @import {Notice} from '../tidings.js' */

/** More than that are kept only while a list shows them. */
const KEPT = 500;

/** A browser's timers go no further, in ms. */
const LONGEST = 2 ** 31 - 1;

/** The notices that are known here, and how many are unread. Drops what expires. */
export class KnownNotices extends Notices {
  count = new UnreadCount();
  #changed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} changed hears of every change */
  constructor(changed) {
    super();
    this.#changed = changed;
  }

  get counts() {
    return this.count.of(this.known);
  }

  /** The newest event that is known of. */
  get newest() {
    const { asOf } = this.count;
    return this.known.reduce((newest, { eventId }) => {
      return compare(eventId, newest) > 0 ? eventId : newest;
    }, asOf);
  }

  /**
   * As `put`, and counts.
   *
   * @param {Notice} notice
   */
  change(notice) {
    const before = this.get(notice.id);
    const isChanged = this.put(notice);
    if (isChanged) {
      if (before) {
        this.count.follow(before, this.get(notice.id));
      }
      this.#changed();
    }
    return isChanged;
  }

  /**
   * Takes one away, and counts.
   *
   * @param {{id: string, revision: number}} notice
   * @param {boolean} forGood whether it was retracted
   */
  drop(notice, forGood) {
    const before = this.get(notice.id);
    const isGone = forGood ? this.retract(notice) : this.remove(notice.id);
    if (before && isGone) {
      this.count.follow(before, undefined);
      this.#changed();
    }
  }

  /** @param {string} position */
  readUpTo(position) {
    for (const notice of this.known) {
      if (!notice.read && compare(notice.eventId, position) <= 0) {
        this.change({ ...notice, read: true });
      }
    }
  }

  /**
   * Drops what has expired, and comes back for what will.
   *
   * @param {() => number} now by the server's clock, in ms
   * @param {(notice: Notice) => void} expired
   */
  expire(now, expired) {
    clearTimeout(this.#timer);
    let next = Infinity;
    for (const notice of this.known) {
      if (hasExpired(notice, now())) {
        expired(notice);
        this.drop(notice, false);
      } else {
        next = Math.min(next, Date.parse(notice.expiresAt ?? '') || Infinity);
      }
    }
    if (next < Infinity) {
      const delay = Math.min(next - now() + 1, LONGEST);
      this.#timer = setTimeout(() => this.expire(now, expired), delay);
    }
  }

  /** Keeps the newest ones only. */
  trim() {
    this.all.slice(KEPT).forEach(({ id }) => this.remove(id));
  }

  close() {
    clearTimeout(this.#timer);
  }
}
