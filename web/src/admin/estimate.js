import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { t } from '../page/words.js';
import { isKey } from './audience.js';
import { asCurl, estimate } from './requests.js';

/** @import {Session} from './session.js' */

/** People type; the server is asked when they pause for this long, in ms. */
const PAUSE = 350;

/** Tells how many of an audience are online now. */
export class Estimate {
  #told = h('span', { role: 'status' });
  #curl = curlButton(() => asCurl(estimate(this.#audience)), t('estimate.title'));
  element = h('p', { class: 'estimate' }, this.#told, this.#curl);
  /** @type {string[]} */
  #audience = [];
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
    this.#tell();
  }

  /** Tells it of these keys, soon. @param {string[]} audience */
  of(audience) {
    const asked = JSON.stringify(audience);
    if (asked === this.#asked) {
      return;
    }
    this.#asked = asked;
    this.#audience = audience;
    clearTimeout(this.#timer);
    if (audience.length === 0 || !audience.every(isKey)) {
      this.#tell();
      return;
    }
    this.#timer = setTimeout(async () => {
      const text = await peopleOnline(this.#session, audience, this.#signal);
      if (asked === this.#asked) {
        this.#tell(icon('people'), text);
      }
    }, PAUSE);
  }

  /** @param {...(Node | string)} content nothing for nothing to tell */
  #tell(...content) {
    this.#told.replaceChildren(...content);
    this.element.hidden = content.length === 0;
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
