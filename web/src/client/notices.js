import { compare } from './event-id.js';

/** @import {Counts, Notice} from '../tidings.js' */

/** @typedef {{items: Notice[], nextCursor?: string | null, counts: Counts, head: string}} Page */

/** So many retractions are remembered; the server itself sends nothing older again. */
const RETRACTIONS = 1_000;

/**
 * The notices that a user has, each in its highest revision, whatever comes twice or in which
 * order. Knows neither DOM nor network.
 */
export class Notices {
  /** @type {Map<string, Notice>} */
  #byId = new Map();
  /** @type {Notice[] | null} */
  #sorted = null;
  /** @type {Set<string>} */
  #retracted = new Set();

  /** Newest first. */
  get all() {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => compare(b.eventId, a.eventId));
    return this.#sorted;
  }

  /** @param {string} id */
  get(id) {
    return this.#byId.get(id);
  }

  /**
   * Keeps a notice, unless it is known in a higher revision or was retracted. One that comes
   * without marks keeps those it had, or is unread when it was made news again.
   *
   * @param {Notice} notice
   * @returns {boolean} whether something changed
   */
  put(notice) {
    const known = this.#byId.get(notice.id);
    if (this.#retracted.has(notice.id) || (known && !isNewer(notice, known))) {
      return false;
    }
    const { read, archived } =
      known?.eventId === notice.eventId ? known : { read: false, archived: false };
    this.#byId.set(notice.id, { read, archived, ...notice });
    this.#sorted = null;
    return true;
  }

  /**
   * Takes a notice away for good.
   *
   * @param {{id: string, revision: number}} retraction
   * @returns {boolean} whether something changed
   */
  retract({ id, revision }) {
    if ((this.#byId.get(id)?.revision ?? 0) > revision) {
      return false;
    }
    this.#retracted.add(id);
    if (this.#retracted.size > RETRACTIONS) {
      const [oldest = ''] = this.#retracted;
      this.#retracted.delete(oldest);
    }
    return this.remove(id);
  }

  /** @param {string} id */
  remove(id) {
    this.#sorted = null;
    return this.#byId.delete(id);
  }

  /** In no order. */
  get known() {
    return [...this.#byId.values()];
  }
}

/**
 * Whether it is of a higher revision, or of the same with other marks.
 *
 * @param {Notice} notice
 * @param {Notice} known
 */
function isNewer(notice, known) {
  const { read = known.read, archived = known.archived, muted = known.muted } = notice;
  const hasSameMarks =
    read === known.read && archived === known.archived && muted === known.muted;
  return notice.revision - known.revision > (hasSameMarks ? 0 : -1);
}

/**
 * @param {Notice} notice
 * @param {number} now by the server's clock, in ms
 */
export function hasExpired(notice, now) {
  return notice.expiresAt !== undefined && Date.parse(notice.expiresAt) <= now;
}

/** @param {Notice} notice */
export function isUnread({ read, archived, muted }) {
  return !read && !archived && !muted;
}
