import { Access } from '../client/access.js';
import { NoticeStream } from '../client/notice-stream.js';
import { API } from '../page/api.js';
import { curl } from '../page/curl.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';

/** @import {Frame} from '../client/frame.js' */
/** @import {Session} from './session.js' */

const MOST_LINES = 200;
const MOST_CHARACTERS = 240;

const TIME = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/**
 * Every frame of a user's stream, as it came, newest on top. It opens a stream of its own, as curl
 * would, for as long as it is looked at.
 */
export class WireLog {
  #session;
  #lines = h('ol', { class: 'frames', id: 'frames', tabindex: '0', 'aria-label': t('wire.frames') });
  #position = h('code', { id: 'position' }, '…');
  /** @type {NoticeStream | null} */
  #stream = null;

  /**
   * @param {Session} session
   * @param {boolean} isDemo whether the user's password is their name
   * @param {AbortSignal} signal ends it
   */
  constructor(session, isDemo, signal) {
    this.#session = session;
    this.element = h(
      'details',
      {
        class: 'card wire',
        id: 'wire',
        ontoggle: (/** @type {Event & {currentTarget: HTMLDetailsElement}} */ { currentTarget }) =>
          currentTarget.open ? this.#open() : this.#close(),
      },
      h(
        'summary',
        {},
        h('h2', {}, t('wire.title', { user: session.user.id })),
        ' ',
        h('span', { class: 'hint' }, t('wire.hint')),
      ),
      h(
        'p',
        { class: 'wire-facts' },
        t('wire.position'),
        ' ',
        this.#position,
        curlButton(
          () => {
            const listen = curl('GET', new URL('me/stream', API), { stream: true });
            return isDemo ? `${logIn(session.user.id)}\n${listen}` : listen;
          },
          t('wire.title', { user: session.user.id }),
        ),
      ),
      this.#lines,
    );
    signal.addEventListener('abort', () => this.#close());
  }

  async #open() {
    const { user } = this.#session;
    const access = new Access(API, async () => this.#session.token, user.id);
    const stream = new NoticeStream((position, how) => access.open(position, how), { user: user.id });
    this.#stream = stream;
    stream.addEventListener('frame', (event) => this.#frame(/** @type {CustomEvent} */ (event).detail));
    stream.addEventListener('status', () => this.#status(stream));
    stream.connect();
  }

  #close() {
    this.#stream?.close();
    this.#stream = null;
  }

  /** @param {Frame} frame */
  #frame({ event, id, text }) {
    this.#add(event, id ?? '', text);
    this.#position.textContent = this.#stream?.position ?? '…';
  }

  /** @param {NoticeStream} stream */
  #status({ status, position }) {
    if (status.phase === 'connecting') {
      this.#add('→', '', position === '' ? t('wire.connecting') : t('wire.after', { position }), true);
    } else if (status.phase === 'waiting' || status.phase === 'ended') {
      this.#add('→', '', `${t(`wire.${status.phase}`)} (${status.reason})`, true);
    }
  }

  /**
   * @param {string} name
   * @param {string} id
   * @param {string} data
   * @param {boolean} [isOwn] whether it is this page's own doing
   */
  #add(name, id, data, isOwn = false) {
    const shown = data.length > MOST_CHARACTERS ? `${data.slice(0, MOST_CHARACTERS)}…` : data;
    this.#lines.prepend(
      h(
        'li',
        { class: 'frame', 'data-event': isOwn ? 'own' : name },
        h('span', { class: 'head' }, h('b', {}, name), ' ', h('code', {}, id), ' ', h('time', {}, TIME.format(new Date()))),
        h('span', { class: 'data' }, shown),
      ),
    );
    while (this.#lines.children.length > MOST_LINES) {
      this.#lines.lastElementChild?.remove();
    }
  }
}

/** How a demo account comes by a token in a shell. @param {string} user */
function logIn(user) {
  const body = JSON.stringify({ username: user, password: user });
  const request = `curl -s ${new URL('session', API)} -H 'Content-Type: application/json' -d '${body}'`;
  return `TOKEN=$(${request} | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`;
}
