import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { t } from '../page/words.js';
import { ALL, isKey, keysIn, partsOf } from './audience.js';
import { keyName } from './labels.js';

/** More chips than these are counted instead of shown. */
const SHOWN = 60;

/**
 * Picks whom a notice is for: everybody, or groups and users as chips, typed or pasted.
 *
 * Sends `change`.
 */
export class AudiencePicker extends EventTarget {
  /** @type {string[]} those of groups and users, whichever way is chosen */
  #keys = [];
  #everybody = h('input', { type: 'radio', name: 'to', value: 'all' });
  #some = h('input', { type: 'radio', name: 'to', value: 'some' });
  #kind = h(
    'select',
    { 'aria-label': t('audience.kind') },
    h('option', { value: 'group' }, t('audience.groups')),
    h('option', { value: 'user' }, t('audience.users')),
  );
  #input = h('input', {
    class: 'chip-input',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'enter',
    'aria-label': t('audience.add'),
    placeholder: t('audience.placeholder'),
    'aria-describedby': 'audience-hint problem-audience',
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onpaste: (/** @type {ClipboardEvent} */ event) => this.#paste(event),
    onblur: () => this.take(),
  });
  #chips = h('ul', { class: 'chips' });
  #count = h('p', { class: 'hint', id: 'audience-hint', role: 'status' });
  #box = h(
    'div',
    { class: 'chip-box' },
    this.#chips,
    h('div', { class: 'chip-entry' }, this.#kind, this.#input),
  );

  /** @param {string[]} audience what is chosen at the beginning; nothing for nothing */
  constructor(audience) {
    super();
    const isAll = audience.includes(ALL);
    this.#keys = audience.filter((key) => key !== ALL);
    this.#everybody.checked = isAll && this.#keys.length === 0;
    this.#some.checked = !this.#everybody.checked;
    if (isAll && this.#keys.length > 0) {
      this.#keys = [...audience];
    }
    for (const radio of [this.#everybody, this.#some]) {
      radio.addEventListener('change', () => this.#changed());
    }
    this.element = h(
      'div',
      { class: 'audience' },
      h(
        'div',
        { class: 'choices' },
        h('label', {}, this.#everybody, h('span', {}, t('audience.all'))),
        h('label', {}, this.#some, h('span', {}, t('audience.some'))),
      ),
      this.#box,
      this.#count,
    );
    this.#show();
  }

  /** The keys that are chosen, invalid ones included. */
  get value() {
    return this.#everybody.checked ? [ALL] : [...this.#keys];
  }

  focus() {
    (this.#everybody.checked ? this.#everybody : this.#input).focus();
  }

  /** Takes what is typed and not yet a chip. */
  take() {
    const text = this.#input.value;
    if (text.trim() !== '') {
      this.#input.value = '';
      this.#add(text);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While a character is being composed, Enter belongs to the input method.
    if (event.isComposing) {
      return;
    }
    const isEnd = [',', ';', ' ', 'Enter'].includes(event.key);
    if (isEnd && (this.#input.value !== '' || event.key !== 'Enter')) {
      event.preventDefault();
      this.take();
    } else if (event.key === 'Backspace' && this.#input.value === '' && this.#keys.length > 0) {
      this.#keys = this.#keys.slice(0, -1);
      this.#changed();
    }
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text') ?? '';
    if (/[\s,;]/.test(text.trim())) {
      event.preventDefault();
      this.#add(text);
    }
  }

  /** @param {string} text */
  #add(text) {
    const kind = /** @type {'group' | 'user'} */ (this.#kind.value);
    this.#keys = [...new Set([...this.#keys, ...keysIn(text, kind)])];
    this.#changed();
  }

  #changed() {
    this.#show();
    this.dispatchEvent(new Event('change'));
  }

  #show() {
    this.#box.hidden = this.#everybody.checked;
    const wrong = this.#keys.filter((key) => !isKey(key));
    const shown = this.#keys.length > SHOWN ? [...wrong, ...this.#keys.filter(isKey)] : this.#keys;
    this.#chips.replaceChildren(
      ...shown.slice(0, SHOWN).map((key) => h('li', {}, this.#chip(key))),
      ...(shown.length > SHOWN
        ? [h('li', { class: 'chip more' }, t('more', { count: shown.length - SHOWN }))]
        : []),
      ...(this.#keys.length > 5 ? [h('li', {}, this.#removal('audience.remove-all', []))] : []),
      ...(wrong.length > 0 && this.#keys.length > 1
        ? [h('li', {}, this.#removal('audience.remove-wrong', this.#keys.filter(isKey)))]
        : []),
    );
    this.#count.textContent = this.#everybody.checked ? t('audience.all-hint') : this.#counted();
  }

  #counted() {
    const good = this.#keys.filter(isKey);
    const groups = good.filter((key) => partsOf(key).kind === 'group').length;
    const users = good.filter((key) => partsOf(key).kind === 'user').length;
    return this.#keys.length === 0
      ? t('audience.hint')
      : [
          groups > 0 ? t('audience.group-count', { count: groups }) : '',
          users > 0 ? t('audience.user-count', { count: users }) : '',
        ]
          .filter((text) => text !== '')
          .join(' · ');
  }

  /** @param {string} key */
  #chip(key) {
    const isGood = isKey(key);
    return h(
      'button',
      {
        type: 'button',
        class: `chip removable ${isGood ? partsOf(key).kind : 'wrong'}`,
        'aria-label': t(isGood ? 'audience.remove' : 'audience.remove-invalid', { key: keyName(key) }),
        onclick: () => {
          this.#keys = this.#keys.filter((other) => other !== key);
          this.#changed();
          this.#input.focus();
        },
      },
      isGood ? keyName(key) : partsOf(key).id || key,
      icon('close'),
    );
  }

  /**
   * @param {string} words
   * @param {string[]} rest what stays
   */
  #removal(words, rest) {
    return h(
      'button',
      {
        type: 'button',
        class: 'quiet small',
        onclick: () => {
          this.#keys = rest;
          this.#changed();
          this.#input.focus();
        },
      },
      t(words),
    );
  }
}
