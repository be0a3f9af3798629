/** @import {Problem} from './problem.js' */

/** Marks on their way to the server. What can't be sent now is sent later, in the same order. */
export class Outbox {
  #post;
  #sending = 0;
  /** Paths and bodies. @type {Map<string, unknown>} */
  #unsent = new Map();

  /** @param {(path: string, body: unknown) => Promise<unknown>} post */
  constructor(post) {
    this.#post = post;
  }

  /** While marks are under way, what the server says may be older than them. */
  get isBusy() {
    return this.#sending > 0 || this.#unsent.size > 0;
  }

  /**
   * Resolves also when it has to wait for the server.
   *
   * @param {string} path
   * @param {unknown} [body]
   * @throws {Problem} when the server refuses
   */
  async send(path, body) {
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

  /** The server can be reached again. Whether something was waiting. */
  async resend() {
    const unsent = [...this.#unsent];
    this.#unsent.clear();
    for (const [path, body] of unsent) {
      // What is refused now is gone; the reload that follows shows how things are.
      await this.send(path, body).catch(() => {});
    }
    return unsent.length > 0;
  }
}
