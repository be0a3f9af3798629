import { h } from '../page/h.js';
import { language, t } from '../page/words.js';
import { inFull, toInstant, toLocal, zone } from './local-time.js';

/**
 * What a picker is about.
 *
 * @typedef {object} TimeChoice
 * @property {'publishAt' | 'expiresAt'} name
 * @property {string} value local time; empty for none
 * @property {string} none what no time means, in words
 * @property {string} some what a time means
 * @property {[string, number][]} shortcuts words, and minutes from `from`
 * @property {number} usual minutes from `from` to begin with
 * @property {() => number} from where shortcuts begin, in ms
 */

/**
 * Picks a time or none: local time, with its zone and in UTC.
 *
 * Sends `change`.
 */
export class TimePicker extends EventTarget {
  #choice;
  #none;
  #some;
  #input;
  #told = h('p', { class: 'hint' });
  #detail;

  /** @param {TimeChoice} choice */
  constructor(choice) {
    super();
    this.#choice = choice;
    const { name, value } = choice;
    const radio = (/** @type {boolean} */ checked) =>
      h('input', { type: 'radio', name: `${name}-kind`, checked, onchange: () => this.#switched() });
    this.#none = radio(value === '');
    this.#some = radio(value !== '');
    this.#input = h('input', {
      type: 'datetime-local',
      name,
      value,
      'aria-label': choice.some,
      'aria-describedby': `problem-${name}`,
      oninput: () => this.#changed(),
    });
    this.#detail = h(
      'div',
      { class: 'time' },
      this.#input,
      h('div', { class: 'shortcuts' }, choice.shortcuts.map((it) => this.#shortcut(...it))),
      this.#told,
    );
    this.element = h(
      'div',
      { class: 'time-picker' },
      h(
        'div',
        { class: 'choices' },
        h('label', {}, this.#none, h('span', {}, choice.none)),
        h('label', {}, this.#some, h('span', {}, choice.some)),
      ),
      this.#detail,
    );
    this.#show();
  }

  /** A local time; empty for none. */
  get value() {
    return this.#some.checked ? this.#input.value : '';
  }

  /** Whether a time is wanted that is not given yet. */
  get isIncomplete() {
    return this.#some.checked && this.#input.value === '';
  }

  focus() {
    this.#input.focus();
  }

  #switched() {
    if (this.#some.checked && this.#input.value === '') {
      this.#set(this.#choice.usual);
    }
    this.#changed();
  }

  /** @param {number} minutes */
  #set(minutes) {
    const time = new Date(this.#choice.from() + minutes * 60_000);
    this.#input.value = toLocal(time.toISOString());
  }

  #changed() {
    this.#show();
    this.dispatchEvent(new Event('change'));
  }

  #show() {
    this.#detail.hidden = this.#none.checked;
    const instant = toInstant(this.#input.value);
    this.#told.textContent =
      instant === undefined
        ? t('time.zone', { zone: zone() })
        : t('time.told', {
            local: inFull(instant, language),
            zone: zone(),
            utc: inFull(instant, language, 'UTC'),
          });
  }

  /**
   * @param {string} words
   * @param {number} minutes
   */
  #shortcut(words, minutes) {
    return h(
      'button',
      {
        type: 'button',
        class: 'small',
        onclick: () => {
          this.#set(minutes);
          this.#changed();
        },
      },
      words,
    );
  }
}
