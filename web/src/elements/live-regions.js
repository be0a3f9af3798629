import { h } from '../page/h.js';

/** What was said is taken away again, lest it be found by browsing, in ms. */
const STAY = 7_000;

/** Where a screen reader listens. They have to be there before anything is said. */
export class LiveRegions {
  #polite = h('div', { class: 'unseen', role: 'status' });
  #assertive = h('div', { class: 'unseen', role: 'alert' });
  elements = [this.#polite, this.#assertive];

  /**
   * @param {string} text
   * @param {boolean} [isUrgent] it interrupts what is being read
   */
  say(text, isUrgent = false) {
    const said = h('p', { dir: 'auto' }, text);
    (isUrgent ? this.#assertive : this.#polite).append(said);
    setTimeout(() => said.remove(), STAY);
  }
}
