import { h } from '../page/h.js';
import { t } from '../page/words.js';

/** @import {Problem} from '../client/problem.js' */

const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'];
const CATEGORIES = ['notice', 'urgent', 'maintenance', 'event', 'complaint', 'billing'];

/** The fields of a notice in one's own words; the console has all that is possible. */
export class PostForm {
  #who = h('input', { name: 'who', autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false' });
  #to = h(
    'select',
    { name: 'to', onchange: () => this.#choose() },
    ['all', 'group', 'user'].map((kind) => h('option', { value: kind }, t(`field.to.${kind}`))),
  );
  #title = h('input', { name: 'title', autocomplete: 'off', dir: 'auto' });
  #body = h('textarea', { name: 'body', rows: 2, dir: 'auto' });
  #severity = h(
    'select',
    { name: 'severity' },
    SEVERITIES.map((severity) => h('option', { value: severity }, t(`severity.${severity}`))),
  );
  #category = h('input', {
    name: 'category',
    list: 'categories',
    value: 'notice',
    autocapitalize: 'none',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  #link = h('input', { name: 'link', inputmode: 'url', autocomplete: 'off', placeholder: 'https://…' });
  #whoField;
  /** @type {Map<string, HTMLElement>} */
  #inputs = new Map();

  constructor() {
    this.#whoField = this.#field('audience', 'field.who', this.#who);
    this.element = h(
      'div',
      { class: 'post-fields' },
      h('div', { class: 'pair' }, h('label', { class: 'field' }, t('field.to'), this.#to), this.#whoField),
      this.#field('title', 'field.title', this.#title),
      this.#field('body', 'field.body', this.#body),
      h(
        'div',
        { class: 'pair' },
        this.#field('severity', 'field.severity', this.#severity),
        this.#field('category', 'field.category', this.#category),
      ),
      this.#field('link', 'field.link', this.#link),
      h('datalist', { id: 'categories' }, CATEGORIES.map((slug) => h('option', { value: slug }))),
    );
    this.#choose();
  }

  /** The fields as they are, for the server to judge. */
  get notice() {
    const to = this.#to.value;
    const ids = this.#who.value.split(/[\s,]+/).filter(Boolean);
    return {
      audience: to === 'all' ? ['all'] : ids.map((id) => `${to}:${id}`),
      category: this.#category.value,
      severity: this.#severity.value,
      title: this.#title.value,
      ...(this.#body.value === '' ? {} : { body: this.#body.value }),
      ...(this.#link.value === '' ? {} : { link: this.#link.value }),
    };
  }

  /** What differs from notice to notice; whom it goes to often stays. */
  clear() {
    for (const input of [this.#title, this.#body, this.#link]) {
      input.value = '';
    }
  }

  /**
   * Shows a problem at its field.
   *
   * @param {Problem | null} problem null takes away what was said
   * @returns {boolean} whether it has a field here
   */
  complain(problem) {
    const wrong = problem?.field?.replace(/[[.].*/, '');
    for (const [name, input] of this.#inputs) {
      const said = /** @type {HTMLElement} */ (this.element.querySelector(`#problem-${name}`));
      said.textContent = name === wrong ? (problem?.limit ?? problem?.message ?? '') : '';
      if (name === wrong) {
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      } else {
        input.removeAttribute('aria-invalid');
      }
    }
    return wrong !== undefined && this.#inputs.has(wrong);
  }

  #choose() {
    const to = this.#to.value;
    this.#whoField.hidden = to === 'all';
    this.#who.placeholder = to === 'user' ? 'alice' : '500';
  }

  /**
   * @param {string} name as the server calls it
   * @param {string} label
   * @param {HTMLElement} input
   */
  #field(name, label, input) {
    this.#inputs.set(name, input);
    input.setAttribute('aria-describedby', `problem-${name}`);
    return h(
      'label',
      { class: 'field' },
      t(label),
      input,
      h('span', { class: 'field-problem', id: `problem-${name}` }),
    );
  }
}
