import { Problem } from '../client/problem.js';
import { h } from '../page/h.js';
import { languageChoice } from '../page/language-choice.js';
import { known, t } from '../page/words.js';
import { OWN, Session } from './session.js';

/** @import {DemoAccount} from './accounts.js' */

/**
 * The page of somebody who is nobody yet.
 *
 * Sends `session` (detail: Session), and `stage` when somebody wants to see two windows at once.
 */
export class Landing extends EventTarget {
  #problem = h('p', { id: 'log-in-problem', class: 'problem', role: 'alert' });
  #heading = h('h1', { tabindex: '-1' }, t('landing.title'));
  /** @type {HTMLElement | null} */
  #suggested = null;
  #isBusy = false;

  /**
   * @param {DemoAccount[]} accounts empty unless this is the demo
   * @param {string | null} farewell why they are here again
   * @param {string} suggested the account that the address names
   */
  constructor(accounts, farewell, suggested) {
    super();
    document.title = 'Tidings';
    this.element = h(
      'main',
      { class: 'landing' },
      h(
        'header',
        {},
        h('p', { class: 'brand' }, h('img', { src: 'icon.svg', alt: '', width: 36, height: 36 }), 'Tidings'),
        languageChoice(),
      ),
      h(
        'div',
        { class: 'hero' },
        this.#heading,
        h('p', { class: 'lead' }, t('landing.lead')),
        farewell !== null && h('p', { id: 'farewell', class: 'farewell' }, farewell),
        accounts.length > 0 &&
          h(
            'p',
            { class: 'actions' },
            h(
              'button',
              { type: 'button', class: 'primary large', onclick: () => this.dispatchEvent(new Event('stage')) },
              t('landing.stage'),
            ),
            h('span', { class: 'hint' }, t('landing.stage.hint')),
          ),
      ),
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'who-heading' },
        accounts.length > 0
          ? [
              h('h2', { id: 'who-heading' }, t('landing.who')),
              h('p', { class: 'hint' }, t('landing.who.hint')),
              h('ul', { class: 'accounts' }, accounts.map((account) => h('li', {}, this.#account(account, suggested)))),
            ]
          : [],
        this.#form(accounts.length > 0),
        this.#problem,
      ),
      h(
        'ul',
        { class: 'elsewhere' },
        h('li', {}, h('a', { href: 'admin/' }, t('landing.console')), ' ', h('span', { class: 'hint' }, t('landing.console.hint'))),
        h('li', {}, h('a', { href: 'admin/stream' }, t('landing.stream')), ' ', h('span', { class: 'hint' }, t('landing.stream.hint'))),
      ),
    );
  }

  focus() {
    (this.#suggested ?? this.#heading).focus({ preventScroll: true });
  }

  /**
   * @param {DemoAccount} account
   * @param {string} suggested
   */
  #account({ name, groups, roles }, suggested) {
    const what = [
      ...(roles.includes('ADMIN') ? [t('landing.admin')] : []),
      ...groups.map((id) => t('landing.member', { id })),
    ].join(', ');
    const button = h(
      'button',
      { type: 'button', 'data-account': name, onclick: () => this.#logIn(name, name) },
      h('b', {}, name),
      ' ',
      h('span', {}, what),
    );
    if (name === suggested) {
      this.#suggested = button;
    }
    return button;
  }

  /** @param {boolean} isSecond whether there are accounts to choose from above it */
  #form(isSecond) {
    const name = h('input', {
      name: 'username',
      autocomplete: 'username',
      autocapitalize: 'none',
      spellcheck: 'false',
    });
    const password = h('input', {
      name: 'password',
      type: 'password',
      autocomplete: 'current-password',
    });
    return h(
      'form',
      {
        class: isSecond ? 'log-in-form is-second' : 'log-in-form',
        novalidate: true,
        onsubmit: (/** @type {SubmitEvent} */ submit) => {
          submit.preventDefault();
          this.#logIn(name.value, password.value);
        },
      },
      h('h2', { id: isSecond ? null : 'who-heading' }, t(isSecond ? 'landing.or' : 'log-in')),
      h('label', { class: 'field' }, t('log-in.name'), name),
      h('label', { class: 'field' }, t('log-in.password'), password),
      h('button', { class: isSecond ? null : 'primary' }, t('log-in')),
    );
  }

  /**
   * @param {string} username
   * @param {string} password
   */
  async #logIn(username, password) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    this.#problem.textContent = '';
    try {
      const session = await Session.open(OWN, username, password);
      this.dispatchEvent(new CustomEvent('session', { detail: session }));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      const key = `refused.${problem.status === 0 ? 'no-answer' : problem.code}`;
      const wait = problem.retryAfter ? ` (${problem.retryAfter / 1000} s)` : '';
      this.#problem.textContent = (known(key) ? t(key) : problem.message) + wait;
    } finally {
      this.#isBusy = false;
    }
  }
}
