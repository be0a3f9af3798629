import { compare } from './event-id.js';
import { isUnread } from './notices.js';

/** @import {Counts, Notice} from '../tidings.js' */

/**
 * How many are unread: what the server counted, and what happened since. The server counts the
 * notices up to a position, most of which are not known here.
 */
export class UnreadCount {
  /** The position up to which the server has counted; empty before it has. */
  asOf = '';
  #unread = 0;
  #capped = false;

  /**
   * @param {Notice[]} known
   * @returns {Counts}
   */
  of(known) {
    const since = known.filter((notice) => isUnread(notice) && !this.#isCovered(notice));
    const unread = this.#unread + since.length;
    return { unread: Math.min(unread, 100), capped: this.#capped || unread > 99 };
  }

  /**
   * Takes over what the server counted, unless something newer is known.
   *
   * @param {Counts} counts
   * @param {string} asOf
   */
  set({ unread, capped }, asOf) {
    if (compare(asOf, this.asOf) >= 0) {
      this.asOf = asOf;
      this.#unread = unread;
      this.#capped = capped;
    }
  }

  /**
   * Something changed here that the server counted otherwise.
   *
   * @param {Notice} before
   * @param {Notice | undefined} after undefined when it is gone
   */
  follow(before, after) {
    if (!this.#capped) {
      this.#unread = Math.max(0, this.#unread + this.#share(after) - this.#share(before));
    }
  }

  /** @param {Notice | undefined} notice */
  #share(notice) {
    return Number(!!notice && isUnread(notice) && this.#isCovered(notice));
  }

  /** @param {Notice} notice */
  #isCovered({ eventId }) {
    return compare(eventId, this.asOf) <= 0;
  }
}
