import { h } from '../page/h.js';
import { icon } from './icons.js';

/** @import {Filter} from '../tidings.js' */
/** @import {Words} from './words.js' */

const STATUSES = /** @type {const} */ (['all', 'unread', 'archived']);

/** With names of their own; others are offered once they have been seen. */
export const CATEGORIES = ['notice', 'urgent', 'maintenance', 'event', 'complaint', 'billing'];

/** What the list shows: a status, and a category. */
export class PanelFilters {
  /** @type {Filter} */
  filter = { status: 'all', category: '' };
  #categories = new Set(CATEGORIES);
  #spoken = '';
  #statuses = STATUSES.map((status) =>
    h('button', { type: 'button', onclick: () => this.#choose({ status }) }),
  );
  #category = h('select', { onchange: () => this.#choose({ category: this.#category.value }) });
  #chosen;

  element = h(
    'div',
    { class: 'filters', part: 'filters', role: 'group' },
    this.#statuses,
    h('label', {}, this.#category, icon('down')),
  );

  /** @param {() => void} chosen */
  constructor(chosen) {
    this.#chosen = chosen;
  }

  /** @param {string} slug */
  offer(slug) {
    this.#categories.add(slug);
  }

  /** @param {Words} words */
  show(words) {
    const { status, category = '' } = this.filter;
    const spoken = `${words.language} ${this.#categories.size} ${status}`;
    if (spoken === this.#spoken) {
      return;
    }
    this.#spoken = spoken;
    this.element.ariaLabel = words.t('filter');
    this.#statuses.forEach((button, index) => {
      const name = STATUSES[index] ?? '';
      button.textContent = words.t(`status-${name}`);
      button.ariaPressed = String(name === status);
    });
    this.#category.ariaLabel = words.t('category');
    this.#category.replaceChildren(
      h('option', { value: '' }, words.t('every-category')),
      ...[...this.#categories].map((value) => h('option', { value }, words.category(value))),
    );
    this.#category.value = category;
  }

  /** @param {Filter} change */
  #choose(change) {
    this.filter = { ...this.filter, ...change };
    this.#chosen();
  }
}
