import { API } from '../page/api.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { keyName } from './labels.js';
import { asCurl, getEntries, getStream, tail } from './requests.js';
import { TailEvents, before, matches, ofEntry, ofTail } from './tail.js';

/** @import {Session} from './session.js' */
/** @import {TailEvent} from './tail.js' */

const KINDS = ['notice', 'notice-updated', 'notice-retracted', 'control', 'void'];

/** Events from before the page came. */
const EARLIER = 20;

/** After this long it connects anew, in ms: EventSource gives up for good after some answers. */
const RETRY = 3_000;

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 };

/**
 * Every event of every audience, as it passes.
 *
 * Sends `pick` (detail: a notice's id) when somebody wants to know more of one.
 */
export class TailCard extends EventTarget {
  #session;
  #signal;
  #events = new TailEvents();
  /** @type {EventSource | null} */
  #source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isPaused = false;
  #waiting = 0;
  #list = h('ol', { class: 'tail', tabindex: '0', 'aria-label': t('tail.title') });
  /** @type {Map<string, HTMLLIElement>} */
  #lines = new Map();
  #nothing = h('p', { class: 'hint tail-nothing' }, t('tail.nothing'));
  #state = h('span', { class: 'status', role: 'status' });
  #filter = h('input', {
    type: 'search',
    placeholder: t('tail.filter'),
    'aria-label': t('tail.filter'),
    oninput: () => this.#show(),
  });
  #pause = h('button', { type: 'button', class: 'small', onclick: () => this.#toggle() });

  /**
   * @param {Session} session
   * @param {AbortSignal} signal ends it
   */
  constructor(session, signal) {
    super();
    this.#session = session;
    this.#signal = signal;
    this.element = h(
      'section',
      { class: 'card tail-card', 'aria-label': t('tail.title') },
      h(
        'div',
        { class: 'card-head' },
        h('h2', {}, t('tail.title')),
        h('span', { class: 'actions' }, this.#state, curlButton(() => asCurl(tail()), t('tail.title'))),
      ),
      h(
        'div',
        { class: 'filters' },
        this.#filter,
        this.#pause,
        h('button', { type: 'button', class: 'small', onclick: () => this.#clear() }, t('tail.clear')),
      ),
      this.#nothing,
      this.#list,
    );
    signal.addEventListener('abort', () => this.#close());
    this.#tellPause();
  }

  /** Connects, and comes back by itself. */
  connect() {
    this.#close();
    if (this.#signal.aborted) {
      return;
    }
    this.#tell('connecting');
    const source = new EventSource(new URL(tail().path, API));
    this.#source = source;
    source.addEventListener('ready', () => {
      this.#tell('live');
      this.#catchUp();
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data, lastEventId }) => this.#add([ofTail(kind, lastEventId, data)]));
    }
    source.addEventListener('error', () => this.#later());
    source.addEventListener('bye', () => this.#later());
  }

  #later() {
    this.#close();
    this.#tell('away');
    this.#timer = setTimeout(() => this.connect(), RETRY);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** The tail begins now: what passed before, or while it was away, stands in the stream. */
  async #catchUp() {
    try {
      let from = this.#events.newest;
      if (from === '') {
        const { body } = await this.#session.call(getStream(), this.#signal);
        from = before(body.log.head, EARLIER);
      }
      const { body } = await this.#session.call(getEntries(from, 200), this.#signal);
      this.#add(body.items.map(ofEntry));
    } catch {
      // Without Redis there is nothing to catch up with; what comes from now on is shown.
    }
  }

  /** @param {TailEvent[]} events */
  #add(events) {
    const added = events.filter((event) => this.#events.add(event)).length;
    if (this.#isPaused) {
      this.#waiting += added;
      this.#tellPause();
    } else if (added > 0) {
      this.#show();
    }
  }

  #toggle() {
    this.#isPaused = !this.#isPaused;
    this.#waiting = 0;
    this.#tellPause();
    this.#show();
  }

  #clear() {
    this.#events.clear();
    this.#waiting = 0;
    this.#tellPause();
    this.#show();
  }

  #tellPause() {
    this.#pause.textContent = this.#isPaused
      ? t('tail.resume', { count: this.#waiting })
      : t('tail.pause');
    this.#pause.setAttribute('aria-pressed', String(this.#isPaused));
  }

  /** @param {'connecting' | 'live' | 'away'} state */
  #tell(state) {
    this.#state.className = `status ${state === 'live' ? 'published' : 'scheduled'}`;
    this.#state.textContent = t(`tail.${state}`);
  }

  /** Touches only what has changed: somebody may be reading, or be in a line with the keyboard. */
  #show() {
    const words = this.#filter.value.trim();
    const shown = this.#events.all.filter((event) => matches(event, words));
    const ids = new Set(shown.map(({ id }) => id));
    for (const [id, line] of this.#lines) {
      if (!ids.has(id)) {
        line.remove();
        this.#lines.delete(id);
      }
    }
    shown.forEach((event, place) => {
      const line = this.#lines.get(event.id) ?? this.#line(event);
      this.#lines.set(event.id, line);
      if (this.#list.children[place] !== line) {
        this.#list.insertBefore(line, this.#list.children[place] ?? null);
      }
    });
    this.#nothing.hidden = shown.length > 0;
  }

  /** @param {TailEvent} event */
  #line({ id, kind, notice, audience, at, payload }) {
    const keys = audience.slice(0, 3).map(keyName).join(', ');
    return h(
      'li',
      {},
      h(
        'details',
        {},
        h(
          'summary',
          {},
          h('b', { class: `kind ${kind}` }, kind),
          h('code', {}, id),
          h('span', { class: 'tail-title', dir: 'auto' }, payload?.title ?? payload?.type ?? ''),
          h('span', { class: 'hint' }, audience.length > 3 ? `${keys} ${t('more', { count: audience.length - 3 })}` : keys),
          h('time', { datetime: at }, clock(at)),
        ),
        h('pre', { class: 'code-block', tabindex: '0' }, JSON.stringify(payload, null, 2)),
        notice !== null &&
          h(
            'p',
            { class: 'actions' },
            h('a', { href: `./#/notices/${notice}` }, t('tail.notice')),
            h(
              'button',
              {
                type: 'button',
                class: 'quiet small',
                onclick: () => this.dispatchEvent(new CustomEvent('pick', { detail: notice })),
              },
              t('tail.why'),
            ),
          ),
      ),
    );
  }
}

/** @param {string} instant */
function clock(instant) {
  const time = new Date(instant);
  return Number.isNaN(time.getTime())
    ? ''
    : new Intl.DateTimeFormat('en-GB', /** @type {Intl.DateTimeFormatOptions} */ (TIME)).format(time);
}
