import { compare } from './event-id.js';

/**
 * A notice as its recipients see it.
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {string} eventId the event that published it, or last made it news
 * @property {number} revision
 * @property {string} category
 * @property {'INFO' | 'WARNING' | 'CRITICAL'} severity
 * @property {string} title
 * @property {string} body
 * @property {string} [link]
 * @property {string} publishedAt
 * @property {string} [expiresAt]
 */

/** @typedef {{items: Notice[], nextCursor?: string | null, head: string}} Page */

/**
 * The notices that a user has, each in its highest revision, whatever comes twice or in which
 * order. Knows neither DOM nor network.
 */
export class Notices {
  /** @type {Map<string, Notice>} */
  #byId = new Map();
  /**
   * Revisions in which notices were retracted, so that no older event brings them back.
   *
   * @type {Map<string, number>}
   */
  #retracted = new Map();

  /** Newest first. */
  get all() {
    return [...this.#byId.values()].sort((a, b) => compare(b.eventId, a.eventId));
  }

  /**
   * Begins anew with the first page of the inbox. What came by the stream since then stays.
   *
   * @param {Page} page
   */
  load(page) {
    for (const notice of this.all) {
      if (compare(notice.eventId, page.head) <= 0) {
        this.#byId.delete(notice.id);
      }
    }
    this.append(page);
  }

  /** Adds a further page. @param {Page} page */
  append(page) {
    page.items.forEach((notice) => this.put(notice));
  }

  /**
   * Keeps a notice, unless it is known in this or a higher revision.
   *
   * @param {Notice} notice
   * @returns {boolean} whether something changed
   */
  put(notice) {
    const known = this.#byId.get(notice.id)?.revision ?? this.#retracted.get(notice.id) ?? 0;
    if (notice.revision <= known) {
      return false;
    }
    this.#byId.set(notice.id, notice);
    return true;
  }

  /**
   * @param {{id: string, revision: number}} retraction
   * @returns {boolean} whether something changed
   */
  retract({ id, revision }) {
    const known = this.#byId.get(id);
    if (known && known.revision > revision) {
      return false;
    }
    this.#retracted.set(id, revision);
    return this.#byId.delete(id);
  }

  /**
   * Drops what has expired.
   *
   * @param {number} now by the server's clock, in ms
   * @returns {boolean} whether something changed
   */
  expire(now) {
    const before = this.#byId.size;
    for (const notice of this.#byId.values()) {
      if (hasExpired(notice, now)) {
        this.#byId.delete(notice.id);
      }
    }
    return this.#byId.size < before;
  }
}

/**
 * @param {Notice} notice
 * @param {number} now by the server's clock, in ms
 */
export function hasExpired(notice, now) {
  return notice.expiresAt !== undefined && Date.parse(notice.expiresAt) <= now;
}
