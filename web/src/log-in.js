import { element, within } from './element.js';
import { Problem } from './client/problem.js';
import { Session } from './session.js';

/**
 * The view of somebody who is nobody yet.
 *
 * Sends `session` (detail: Session).
 */
export class LogIn extends EventTarget {
  #view = element('log-in');
  /** @type {HTMLFormElement} */
  #form = element('log-in-form');
  #problem = element('log-in-problem');
  #busy = false;

  constructor() {
    super();
    this.#form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      const { username, password } = Object.fromEntries(new FormData(this.#form));
      this.#logIn(String(username), String(password));
    });
    for (const button of this.#accounts()) {
      const name = String(button.dataset.account);
      button.addEventListener('click', () => this.#logIn(name, name));
    }
  }

  /**
   * @param {string | null} why they are here again
   * @param {string} [account] the demo account that is suggested
   */
  show(why, account) {
    this.#view.hidden = false;
    this.#problem.textContent = '';
    const farewell = element('farewell');
    farewell.hidden = why === null;
    farewell.textContent = why;
    const suggested = this.#accounts().find((button) => button.dataset.account === account);
    (suggested ?? within(this.#view, 'h1')).focus();
  }

  /**
   * @param {string} username
   * @param {string} password
   */
  async #logIn(username, password) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#problem.textContent = '';
    try {
      const session = await Session.open(username, password);
      this.#form.reset();
      this.#view.hidden = true;
      this.dispatchEvent(new CustomEvent('session', { detail: session }));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      const wait = problem.retryAfter ? ` (${problem.retryAfter / 1000} s)` : '';
      this.#problem.textContent = problem.message + wait;
    } finally {
      this.#busy = false;
    }
  }

  #accounts() {
    return [...element('accounts').querySelectorAll('button')];
  }
}
