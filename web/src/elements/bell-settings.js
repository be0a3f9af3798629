import { h } from '../page/h.js';
import { alertsOf, chime, keepAlerts } from './alerts.js';
import { icon } from './icons.js';
import { CATEGORIES } from './panel-filters.js';
import { settingsStyle } from './settings-style.js';
import { settingsWords } from './settings-words.js';

/** @import {Preferences} from '../tidings.js' */
/** @import {TidingsBell} from './tidings-bell.js' */
/** @import {Words} from './words.js' */

const sheet = new CSSStyleSheet();
sheet.replaceSync(settingsStyle);

/** What the user wants to hear and see, in the place of the list. Loaded when it is asked for. */
export class BellSettings {
  #bell;
  #panel;
  #name;
  #words;
  #said = h('p', { class: 'said', role: 'status' });
  /** What is covered meanwhile. */
  #covered;
  #element = h('form', {
    class: 'settings',
    part: 'settings',
    onsubmit: (event) => event.preventDefault(),
    onkeydown: (event) => this.#leaveBy(event),
  });

  /**
   * @param {TidingsBell} bell
   * @param {HTMLElement} panel
   */
  constructor(bell, panel) {
    this.#bell = bell;
    this.#panel = panel;
    this.#covered = /** @type {HTMLElement[]} */ ([...panel.children]);
    this.#name = bell.client.storageName ?? '';
    this.#words = /** @type {Words} */ (bell.words);
    if (!bell.root.adoptedStyleSheets.includes(sheet)) {
      bell.root.adoptedStyleSheets.push(sheet);
    }
    panel.addEventListener('toggle', () => this.#close(), { once: true });
  }

  async open() {
    this.#words = await settingsWords(this.#bell.words);
    const back = h('button', { type: 'button', class: 'tool back', onclick: () => this.#close() });
    back.append(icon('back'));
    back.ariaLabel = this.#t('back');
    const { mutedCategories, quietHours } = this.#bell.client.preferences;
    const others = mutedCategories.filter((slug) => !CATEGORIES.includes(slug));
    this.#element.append(
      h('div', { class: 'head' }, back, h('h2', { tabindex: '-1' }, this.#t('settings')), this.#said),
      h(
        'div',
        { class: 'scroll' },
        this.#group('alerts', '', [this.#sound(), this.#desktop()]),
        this.#group(
          'muted',
          'muted-hint',
          [...CATEGORIES, ...others].map((slug) => this.#category(slug, mutedCategories)),
        ),
        this.#group('quiet', 'quiet-hint', this.#quiet(quietHours)),
      ),
    );
    this.#covered.forEach((element) => element.toggleAttribute('inert', true));
    this.#panel.append(this.#element);
    this.#element.querySelector('h2')?.focus();
  }

  #sound() {
    return this.#switch('sound', alertsOf(this.#name).sound, async (sound) => {
      keepAlerts(this.#name, { ...alertsOf(this.#name), sound });
      if (sound) {
        chime();
      }
      return true;
    });
  }

  #desktop() {
    const { Notification } = globalThis;
    const isOn = alertsOf(this.#name).desktop && Notification?.permission === 'granted';
    return this.#switch('desktop', isOn, async (wanted) => {
      // Asked for here only, by somebody who has just clicked on it.
      const desktop = wanted && (await Notification?.requestPermission()) === 'granted';
      keepAlerts(this.#name, { ...alertsOf(this.#name), desktop });
      if (wanted && !desktop) {
        this.#said.textContent = this.#t('desktop-denied');
      }
      return desktop === wanted;
    });
  }

  /**
   * @param {string} slug
   * @param {string[]} muted
   */
  #category(slug, muted) {
    const name = this.#words.category(slug);
    return this.#switch(name, muted.includes(slug), (isMuted) => {
      const { preferences } = this.#bell.client;
      const others = preferences.mutedCategories.filter((other) => other !== slug);
      return this.#save({ ...preferences, mutedCategories: isMuted ? [...others, slug] : others });
    });
  }

  /** @param {Preferences['quietHours']} quietHours */
  #quiet(quietHours) {
    const change = () => this.#saveQuiet(true);
    const from = h('input', { type: 'time', value: quietHours?.from ?? '22:00', onchange: change });
    const to = h('input', { type: 'time', value: quietHours?.to ?? '07:00', onchange: change });
    this.#times = [from, to];
    const times = h('div', { class: 'times' });
    times.append(
      h('label', {}, this.#t('from'), from),
      h('label', {}, this.#t('to'), to),
    );
    times.hidden = !quietHours;
    const isOn = this.#switch('quiet-on', !!quietHours, (wanted) => {
      times.hidden = !wanted;
      return this.#saveQuiet(wanted);
    });
    return [isOn, times];
  }

  /** @type {[HTMLInputElement, HTMLInputElement] | null} */
  #times = null;

  /** @param {boolean} wanted */
  #saveQuiet(wanted) {
    const [from, to] = (this.#times ?? []).map(({ value }) => value);
    const { mutedCategories } = this.#bell.client.preferences;
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    return this.#save(
      wanted && from && to
        ? { mutedCategories, quietHours: { from, to, zone } }
        : { mutedCategories },
    );
  }

  /** @param {Preferences} preferences */
  async #save(preferences) {
    try {
      await this.#bell.client.savePreferences(preferences);
      this.#said.textContent = this.#t('saved');
      return true;
    } catch {
      this.#said.textContent = this.#t('problem');
      return false;
    }
  }

  /**
   * @param {string} key
   * @param {string} hint
   * @param {HTMLElement[]} controls
   */
  #group(key, hint, controls) {
    return h(
      'fieldset',
      {},
      h('legend', {}, this.#t(key)),
      hint && h('p', {}, this.#t(hint)),
      controls,
    );
  }

  /**
   * @param {string} name
   * @param {boolean} isOn
   * @param {(isOn: boolean) => Promise<boolean>} change whether it is as wanted now
   */
  #switch(name, isOn, change) {
    const input = h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: isOn,
      onchange: async () => {
        this.#said.textContent = '';
        const wanted = input.checked;
        input.checked = (await change(wanted)) ? wanted : !wanted;
      },
    });
    return h('label', { class: 'switch' }, h('span', {}, this.#t(name)), input);
  }

  /** @param {KeyboardEvent} event */
  #leaveBy(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #close() {
    this.#element.remove();
    this.#covered.forEach((element) => element.toggleAttribute('inert', false));
    this.#panel.focus();
  }

  /** @param {string} key */
  #t(key) {
    return this.#words.t(key);
  }
}
