/** @import {KnownNotices} from './known-notices.js' */
/** @import {Problem} from './problem.js' */

/**
 * What a user has read and archived: marks made here, at once and sent as soon as the server can be
 * reached, and marks made on their other devices.
 */
export class Marks {
  #notices;
  #post;
  #sending = 0;
  /** Paths and bodies that could not be sent, in their order. @type {Map<string, unknown>} */
  #unsent = new Map();

  /**
   * @param {KnownNotices} notices
   * @param {(path: string, body?: unknown) => Promise<unknown>} post
   */
  constructor(notices, post) {
    this.#notices = notices;
    this.#post = post;
  }

  /**
   * @param {string} id
   * @param {'read' | 'unread' | 'archive' | 'unarchive'} verb
   * @throws {Problem} when the server refuses
   */
  async mark(id, verb) {
    const before = this.#notices.get(id);
    if (before) {
      const read = verb === 'unarchive' ? before.read : verb !== 'unread';
      const archived = verb.endsWith('read') ? before.archived : verb === 'archive';
      this.#notices.change({ ...before, read, archived });
    }
    try {
      await this.#send(`me/notices/${id}/${verb}`);
    } catch (error) {
      if (before) {
        this.#notices.change(before);
      }
      throw error;
    }
  }

  /**
   * Marks everything read that is known of, except what was marked unread on purpose: only the
   * server knows which those are.
   *
   * @throws {Problem} when the server refuses
   */
  markAllRead() {
    const upTo = this.#notices.newest;
    this.#notices.readUpTo(upTo);
    return this.#send('me/notices/read', { upTo });
  }

  /**
   * Something was marked on another device, or the echo of what was marked here.
   *
   * @param {any} state
   */
  learn({ unread, capped, asOf, changes = [], readUpTo }) {
    for (const { id, read, archived } of changes) {
      const notice = this.#notices.get(id);
      if (notice) {
        this.#notices.change({ ...notice, read, archived });
      }
    }
    if (readUpTo) {
      this.#notices.readUpTo(readUpTo);
    }
    // What was counted before our own marks arrived would take them back.
    if (!this.#sending && !this.#unsent.size) {
      this.#notices.count.set({ unread, capped }, asOf);
    }
  }

  /** The server can be reached again. */
  async resend() {
    const unsent = [...this.#unsent];
    this.#unsent.clear();
    for (const [path, body] of unsent) {
      // What is refused by now is shown by the reload that follows.
      await this.#send(path, body).catch(() => {});
    }
  }

  /**
   * @param {string} path
   * @param {unknown} [body]
   */
  async #send(path, body) {
    this.#sending++;
    try {
      await this.#post(path, body);
    } catch (error) {
      if (!(/** @type {Problem} */ (error).passing)) {
        throw error;
      }
      this.#unsent.delete(path);
      this.#unsent.set(path, body);
    } finally {
      this.#sending--;
    }
  }
}
