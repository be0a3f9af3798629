import { copyOf, element, within } from './element.js';

/** @import {Frame} from './client/notice-stream.js' */
/** @import {Status} from './tidings.js' */

const MOST_LINES = 200;
const MOST_CHARACTERS = 120;

const TIME = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Every frame of the stream, as it came, newest on top; and what the connection did in between. */
export class FrameLog {
  #lines = element('frames');

  /** @param {AbortSignal} signal ends it */
  constructor(signal) {
    signal.addEventListener('abort', () => this.#lines.replaceChildren());
  }

  /** @param {Frame} frame */
  frame({ event, id, text }) {
    this.#add(event, id ?? '', text);
  }

  /**
   * @param {Status} status
   * @param {string} position
   */
  status(status, position) {
    if (status.phase === 'connecting') {
      this.#add('→ connecting', '', position === '' ? '' : `after ${position}`, true);
    } else if (status.phase === 'waiting') {
      const seconds = Math.max(0, (status.until - Date.now()) / 1000).toFixed(1);
      this.#add('→ waiting', '', `${seconds} s (${status.reason})`, true);
    } else if (status.phase === 'ended') {
      this.#add('→ ended', '', status.reason, true);
    }
  }

  /**
   * @param {string} name
   * @param {string} id
   * @param {string} data
   * @param {boolean} [own] whether it is this page's own doing
   */
  #add(name, id, data, own = false) {
    const line = copyOf('frame');
    line.dataset.event = own ? 'own' : name;
    within(line, 'b').textContent = name;
    within(line, 'code').textContent = id;
    within(line, 'time').textContent = TIME.format(new Date());
    within(line, '.data').textContent =
      data.length > MOST_CHARACTERS ? `${data.slice(0, MOST_CHARACTERS)}…` : data;
    this.#lines.prepend(line);
    while (this.#lines.children.length > MOST_LINES) {
      this.#lines.lastElementChild?.remove();
    }
  }
}
