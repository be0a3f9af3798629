import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { t } from '../page/words.js';
import { isKey } from './audience.js';
import { estimate } from './requests.js';

/** @import {Session} from './session.js' */

/** People type; the server is asked when they pause for this long, in ms. */
const PAUSE = 350;

/** Tells how many of an audience are online now. */
export class Estimate {
  element = h('p', { class: 'estimate', role: 'status' });
  #session;
  #signal;
  #asked = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Session} session
   * @param {AbortSignal} signal ends it
   */
  constructor(session, signal) {
    this.#session = session;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Tells it of these keys, soon. @param {string[]} audience */
  of(audience) {
    const asked = JSON.stringify(audience);
    if (asked === this.#asked) {
      return;
    }
    this.#asked = asked;
    clearTimeout(this.#timer);
    if (audience.length === 0 || !audience.every(isKey)) {
      this.element.replaceChildren();
      return;
    }
    this.#timer = setTimeout(async () => {
      const text = await peopleOnline(this.#session, audience, this.#signal);
      if (asked === this.#asked) {
        this.element.replaceChildren(icon('people'), text);
      }
    }, PAUSE);
  }
}

/**
 * How many of an audience are online now, in words.
 *
 * @param {Session} session
 * @param {string[]} audience
 * @param {AbortSignal} signal
 */
export async function peopleOnline(session, audience, signal) {
  try {
    const { body } = await session.call(estimate(audience), signal);
    return t('estimate', { count: body.usersOnline, connections: body.connections });
  } catch {
    // It is only a hint: posting goes without it.
    return t('estimate.unknown');
  }
}
