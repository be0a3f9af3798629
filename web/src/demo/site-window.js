import { h } from '../page/h.js';
import { known, t } from '../page/words.js';
import { hear } from './messages.js';

/** @import {Order, Told} from './messages.js' */
/** @import {User} from './session.js' */

/**
 * A browser within the page: the sample site as one user sees it, and how it is connected.
 *
 * Sends `notice` (detail: {eventId, at}) when one has come, `counts` (detail: {unread, capped}), and
 * `again` when somebody wants it to connect although nobody may be logged in any more.
 */
export class SiteWindow extends EventTarget {
  #frame;
  #phase = h('span', { class: 'phase', role: 'status' });
  #switch = h('button', { type: 'button', class: 'small', onclick: () => this.#turn() });
  #isAway = false;
  /** @type {any} */
  #status = { phase: 'connecting' };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /**
   * @param {User} user
   * @param {string} name of the user's session; empty for the tab's own
   * @param {AbortSignal} signal ends it
   */
  constructor(user, name, signal) {
    super();
    this.#frame = h('iframe', {
      title: t('window.title', { user: user.id }),
      src: new URL(`site.html#${encodeURIComponent(name)}`, import.meta.url).href,
    });
    this.element = h(
      'section',
      { class: 'window', 'aria-label': t('window.title', { user: user.id }), 'data-user': user.id },
      h(
        'div',
        { class: 'window-bar' },
        h('span', { class: 'lights', 'aria-hidden': 'true' }),
        h('b', {}, user.id),
        h(
          'span',
          { class: 'hint' },
          [
            ...user.roles.map((role) => role.toLowerCase()),
            ...user.groups.map((group) => t('group', { id: group })),
          ].join(', '),
        ),
        this.#phase,
        this.#switch,
      ),
      this.#frame,
    );
    /** @type {(told: Told) => void} */
    const heard = (told) => this.#hear(told);
    hear(() => this.#frame.contentWindow, heard, signal);
    signal.addEventListener('abort', () => clearInterval(this.#countdown));
    this.#show();
  }

  /** @param {Told} told */
  #hear(told) {
    if (told.type === 'connection') {
      this.#status = told.status;
      this.#isAway = told.status.phase === 'ended' && told.status.reason === 'closed';
      this.#show();
    } else if (told.type === 'counts') {
      this.dispatchEvent(new CustomEvent('counts', { detail: told }));
    } else if (told.type === 'notice') {
      this.dispatchEvent(new CustomEvent('notice', { detail: told }));
    }
  }

  #turn() {
    const { phase } = this.#status;
    if (phase === 'ended' && !this.#isAway) {
      this.dispatchEvent(new Event('again'));
    }
    const order = /** @type {Order} */ ({ type: phase === 'live' ? 'leave' : 'return' });
    this.#frame.contentWindow?.postMessage(order, location.origin);
  }

  #show() {
    clearInterval(this.#countdown);
    const { phase, reason, until } = this.#status;
    this.#phase.dataset.phase = this.#isAway ? 'away' : phase;
    this.#phase.textContent = this.#words();
    if (phase === 'waiting') {
      const count = () => {
        const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
        this.#phase.textContent = t('phase.waiting', { count: seconds });
      };
      count();
      this.#countdown = setInterval(count, 250);
      this.#phase.title = inWords(reason);
    }
    this.#switch.hidden = phase === 'connecting';
    this.#switch.textContent = t(
      phase === 'live' ? 'window.leave' : this.#isAway ? 'window.return' : 'window.again',
    );
  }

  #words() {
    const { phase, reason } = this.#status;
    if (this.#isAway) {
      return t('phase.away');
    }
    return phase === 'ended' ? t('phase.ended', { reason: inWords(reason) }) : t(`phase.${phase}`);
  }
}

/** Why a connection ended. @param {string} reason */
function inWords(reason) {
  const key = `reason.${reason}`;
  return known(key) ? t(key) : reason;
}
