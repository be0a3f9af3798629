import { element } from './element.js';

/** What came since the user last looked: the bell, its badge, and the number in the title. */
export class News {
  #badge = element('badge');
  #bell = element('bell');
  #title;
  /** @type {Set<string>} */
  ids = new Set();

  /**
   * @param {string} title the page's, without a number
   * @param {() => void} onSeen the user has seen them all
   * @param {AbortSignal} signal ends it
   */
  constructor(title, onSeen, signal) {
    this.#title = title;
    this.#bell.addEventListener(
      'click',
      () => {
        this.ids.clear();
        this.show();
        onSeen();
      },
      { signal },
    );
    this.show();
  }

  show() {
    const count = this.ids.size;
    this.#badge.hidden = count === 0;
    this.#badge.textContent = count > 99 ? '99+' : String(count);
    this.#bell.setAttribute(
      'aria-label',
      count === 0 ? 'No new notices' : `${count} new: mark as seen`,
    );
    this.#bell.title = count === 0 ? 'Nothing new since you came' : 'Mark as seen';
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`;
  }
}
