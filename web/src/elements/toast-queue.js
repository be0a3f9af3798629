/** @import {Notice} from '../tidings.js' */

/**
 * One notice, or the summary of several. `left` is how long it stays, in ms.
 *
 * @typedef {{key: string, notice: Notice | null, count: number, left: number}} Toast
 */

/** How long a toast stays, in ms. */
const STAY = 5_000;

/** More than `MANY` notices within `BURST` ms are one summary. */
const BURST = 2_000;
const MANY = 3;

/** Which toasts are there. Knows no DOM. */
export class ToastQueue {
  /** Newest first. @type {Toast[]} */
  toasts = [];
  /** When the last ones came. @type {number[]} */
  #arrivals = [];

  /**
   * @param {Notice} notice
   * @param {number} now in ms
   * @param {boolean} [isOneOfMany] it came with others
   */
  add(notice, now, isOneOfMany = false) {
    this.remove(notice.id);
    if (notice.severity === 'CRITICAL') {
      this.toasts.unshift({ key: notice.id, notice, count: 1, left: Infinity });
      return;
    }
    this.#arrivals = [...this.#arrivals.filter((time) => time > now - BURST), now];
    const summary = this.toasts.find((toast) => !toast.notice);
    const others = this.toasts.filter((toast) => toast.left < Infinity);
    if ((isOneOfMany && others.length) || this.#arrivals.length > MANY || summary) {
      const count = others.reduce((sum, toast) => sum + toast.count, 1);
      this.toasts = this.toasts.filter((toast) => toast.left === Infinity);
      this.toasts.unshift({ key: 'summary', notice: null, count, left: STAY });
    } else {
      this.toasts.unshift({ key: notice.id, notice, count: 1, left: STAY });
    }
  }

  /** It changed without being news. @param {Notice} notice */
  update(notice) {
    const toast = this.toasts.find(({ key }) => key === notice.id);
    if (toast) {
      toast.notice = notice;
    }
  }

  /** @param {string} key a notice's id, or `summary` */
  remove(key) {
    const before = this.toasts.length;
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
    return this.toasts.length < before;
  }

  /** Lets time pass, for those whose time it is. @param {number} ms */
  pass(ms) {
    this.toasts.forEach((toast) => (toast.left -= ms));
    this.toasts = this.toasts.filter((toast) => toast.left > 0);
  }
}
