import { announce } from './announcement.js';
import { element } from './element.js';

/** @import {Frame, NoticeStream} from './client/notice-stream.js' */
/** @import {Status} from './tidings.js' */

/** Why a stream ended, in words. @type {Record<string, string>} */
const REASONS = {
  closed: 'closed',
  expired: 'your session has expired',
  lost: 'the connection was cut',
  overload: 'the server has too much to do',
  revoked: 'an administrator ended it',
  rotation: 'it was time for a fresh one',
  shutdown: 'the server is stopping',
  silent: 'nothing came for a while',
  slow: 'this browser was too slow',
  'too-many': 'you have too many windows open',
  unauthorized: 'you are logged out',
  unreachable: 'the server does not answer',
};

/** How the connection stands, where it leads and how far it has got. */
export class ConnectionView {
  #phase = element('phase');
  #again = element('connect-again');
  #server = element('server');
  #position = element('position');
  #stream;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /**
   * @param {NoticeStream} stream
   * @param {AbortSignal} signal ends it
   */
  constructor(stream, signal) {
    this.#stream = stream;
    this.#again.addEventListener('click', () => stream.connect(), { signal });
    signal.addEventListener('abort', () => clearInterval(this.#countdown));
    this.#server.textContent = '…';
    this.#position.textContent = '…';
  }

  /** @param {Frame} frame */
  frame({ event, data }) {
    this.#position.textContent = this.#stream.position;
    if (event === 'ready') {
      this.#server.textContent = data.server;
    }
  }

  /** @param {Status} status */
  status(status) {
    clearInterval(this.#countdown);
    this.#phase.dataset.phase = status.phase;
    this.#again.hidden = status.phase !== 'ended' && status.phase !== 'waiting';
    this.#again.textContent = status.phase === 'ended' ? 'Connect again' : 'Now';
    this.#phase.title = '';
    switch (status.phase) {
      case 'connecting':
        this.#phase.textContent = 'Connecting';
        break;
      case 'live':
        this.#phase.textContent = 'Live';
        announce('Connected');
        break;
      case 'waiting':
        this.#phase.title = inWords(status.reason);
        this.#count(status.until);
        this.#countdown = setInterval(() => this.#count(status.until), 250);
        announce(`Reconnecting: ${inWords(status.reason)}`);
        break;
      case 'ended':
        this.#phase.textContent = `Ended: ${inWords(status.reason)}`;
        announce(`Disconnected: ${inWords(status.reason)}`);
        break;
    }
  }

  /** @param {number} until */
  #count(until) {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    this.#phase.textContent = `Reconnecting in ${seconds} s`;
  }
}

/** @param {string} reason */
function inWords(reason) {
  return REASONS[reason] ?? reason;
}
