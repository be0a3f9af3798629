import { h } from '../page/h.js';
import { noticeRow } from './notice-row.js';

/** @import {Notice} from '../tidings.js' */
/** @import {Act} from './notice-row.js' */
/** @import {TidingsElement} from './tidings-element.js' */

/** The rows of the list: made once for each revision, moved and removed as needed. */
export class NoticeRows {
  element = h('ul', { part: 'list', role: 'list', onkeydown: (event) => this.#move(event) });
  #act;
  /** @type {Map<string, {row: HTMLElement, version: string}>} */
  #rows = new Map();

  /** @param {Act} act */
  constructor(act) {
    this.#act = act;
  }

  /**
   * @param {Notice[]} notices
   * @param {TidingsElement} element
   */
  show(notices, element) {
    const gone = new Map(this.#rows);
    notices.forEach((notice, index) => {
      gone.delete(notice.id);
      const row = this.#rowOf(notice, element);
      if (this.element.children[index] !== row) {
        this.element.insertBefore(row, this.element.children[index] ?? null);
      }
    });
    for (const [id, { row }] of gone) {
      row.remove();
      this.#rows.delete(id);
    }
    this.element.hidden = notices.length === 0;
    this.tell(element);
  }

  /** Writes how long ago each was. @param {TidingsElement} element */
  tell({ words, client }) {
    for (const time of this.element.querySelectorAll('time')) {
      const text = words.ago(time.dateTime, client.now);
      if (time.textContent !== text) {
        time.textContent = text;
      }
    }
  }

  /** @param {string} id */
  indexOf(id) {
    return [...this.element.children].findIndex((row) => row === this.#rows.get(id)?.row);
  }

  /** Focuses the row at this place, or the last one. @param {number} index */
  focus(index) {
    const { children, lastElementChild } = this.element;
    opener(children[index] ?? lastElementChild)?.focus();
  }

  /** Shows all of a text, or no longer. @param {string} id */
  toggle(id) {
    const title = opener(this.#rows.get(id)?.row);
    if (title) {
      title.ariaExpanded = String(title.ariaExpanded !== 'true');
    }
  }

  /**
   * @param {Notice} notice
   * @param {TidingsElement} element
   */
  #rowOf(notice, element) {
    const { id, revision, read, archived } = notice;
    const version = `${revision} ${read} ${archived} ${element.words.language}`;
    const known = this.#rows.get(id);
    if (known?.version === version) {
      return known.row;
    }
    const row = noticeRow(notice, element.words, this.#act);
    if (known) {
      replace(known.row, row);
    }
    this.#rows.set(id, { row, version });
    return row;
  }

  /** Up and down, to the first and the last. @param {KeyboardEvent} event */
  #move(event) {
    const rows = [...this.element.children];
    const index = rows.findIndex((row) => row.contains(/** @type {Element} */ (event.target)));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 };
    const next = rows[to[/** @type {keyof typeof to} */ (event.key)] ?? -1];
    if (next) {
      event.preventDefault();
      opener(next)?.focus();
    }
  }
}

/**
 * What opens the notice of a row.
 *
 * @param {Element | null | undefined} row
 * @returns {HTMLElement | null | undefined}
 */
function opener(row) {
  return row?.querySelector('.open');
}

/**
 * Puts a row in the place of another one, and keeps the focus and what was expanded.
 *
 * @param {HTMLElement} old
 * @param {HTMLElement} row
 */
function replace(old, row) {
  const [before, after] = [old, row].map((element) => {
    return /** @type {HTMLElement[]} */ ([...element.querySelectorAll('a, button')]);
  });
  const focused = before?.findIndex((element) => element.matches(':focus')) ?? -1;
  old.replaceWith(row);
  if (after?.[0]) {
    after[0].ariaExpanded = before?.[0]?.ariaExpanded ?? null;
    after[focused]?.focus();
  }
}
