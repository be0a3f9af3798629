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
   * @param {{urgent: boolean, instead?: boolean}} how instead: of what else is being said
   */
  say(text, { urgent, instead = false }) {
    const said = h('p', { dir: 'auto' }, text);
    const region = urgent ? this.#assertive : this.#polite;
    if (instead) {
      region.replaceChildren();
    }
    region.append(said);
    setTimeout(() => said.remove(), STAY);
  }
}
