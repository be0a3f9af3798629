import { EVENTS, WITHOUT_ID } from './frame.js';
import { pause } from './pause.js';

/** @import {Frame} from './frame.js' */
/** @import {Status} from '../tidings.js' */

/**
 * What of an EventSource is used here.
 *
 * @typedef {object} Source
 * @property {(type: string, listener: (message: any) => void) => void} addEventListener
 * @property {() => void} close
 * @property {number} [readyState]
 */

/**
 * How to open the stream: by polling, and whether the last one was refused for an unknown reason.
 *
 * @typedef {{polling: boolean, doubtful: boolean}} How
 */

/** The server sends a `cursor` every 15 s. Two of them missing is a dead line. */
const SILENCE = 40_000;

/** A line that is still connecting after this long may be held back by a proxy. */
const READY_WITHIN = 10_000;

/** How long to poll before trying a stream again. */
const POLL_FOR = 300_000;

/** How often to look for all that. Short, so that a computer that slept notices soon. */
const LOOK = 2_000;

/**
 * A connection to the event stream that comes back by itself, and goes on where it was.
 *
 * It does so itself rather than leave it to EventSource, whose second request would repeat the
 * first one's URL, with a ticket that is used up, and which gives up for good after a 401 or 503.
 *
 * Sends `frame` (detail: Frame) for every frame, and `status` (detail: Status). Knows no DOM.
 */
export class NoticeStream extends EventTarget {
  #open;
  #random;
  #user;
  #position;
  /** @type {Status} */
  #status = { phase: 'ended', reason: 'not-started' };
  /** @type {Source | null} */
  #source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #attempts = 0;
  /** Since when nothing comes; null when something does. @type {number | null} */
  #down = null;
  /** When the line showed life. */
  #heard = 0;
  #doubtful = false;
  /** Whether the line began elsewhere than we were. */
  #isMoved = false;
  /** Since when it polls, 0 when it does not. */
  #polling = 0;

  /**
   * @param {(position: string, how: How) => Promise<Source>} open opens the stream after a
   *     position, '' for the head. May reject with an object with `status` (HTTP) and
   *     `retryAfter` (ms)
   * @param {{position?: string, user?: string, random?: () => number}} [options] position: begin
   *     after it; user: hear nobody else's stream
   */
  constructor(open, { position = '', user = '', random = Math.random } = {}) {
    super();
    this.#open = open;
    this.#position = position;
    this.#user = user;
    this.#random = random;
  }

  /** The last id that came: everything up to it has been sent as frames. */
  get position() {
    return this.#position;
  }

  get status() {
    return this.#status;
  }

  /** Connects, at once, whatever it is doing. */
  async connect() {
    this.#drop();
    const attempt = this.#attempts;
    this.#heard = Date.now();
    this.#timer = setInterval(() => this.#look(), LOOK);
    this.#become({ phase: 'connecting' });
    try {
      const how = { polling: this.#polling > 0, doubtful: this.#doubtful };
      const source = await this.#open(this.#position, how);
      if (attempt === this.#attempts) {
        this.#listen(source);
      } else {
        source.close();
      }
    } catch (error) {
      if (attempt === this.#attempts) {
        this.#refused(error);
      }
    }
  }

  /** The network is back, or somebody is looking: stops waiting, and leaves a line that is late. */
  hurry() {
    const late = this.#status.phase === 'live' && Date.now() - this.#heard > SILENCE / 2;
    if (late || this.#status.phase === 'waiting') {
      this.connect();
    }
  }

  /** Ends it; `connect` starts it again. */
  close() {
    this.#end('closed');
  }

  /** @param {Source} source */
  #listen(source) {
    this.#source = source;
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => {
        if (source === this.#source) {
          this.#receive(event, message);
        }
      });
    }
    source.addEventListener('error', () => {
      if (source === this.#source) {
        this.#doubtful = source.readyState === 2;
        this.#polling = 0;
        this.#wait('lost', this.#pause());
      }
    });
  }

  /**
   * @param {string} event
   * @param {MessageEvent<string>} message
   */
  #receive(event, { data: text, lastEventId }) {
    this.#heard = Date.now();
    const data = JSON.parse(text);
    const before = this.#position;
    const id = WITHOUT_ID.includes(event) ? null : lastEventId;
    if (event === 'ready' && this.#user && data.user && data.user !== this.#user) {
      this.#end('another-user');
      return;
    }
    this.#admitMove(event === 'reset');
    if (id !== null) {
      this.#position = id;
    }
    this.#send({ event, id, text, data });
    if (event === 'ready') {
      this.#doubtful = false;
      this.#live(false, data.time ? Date.parse(data.time) - Date.now() : 0);
      this.#isMoved = before !== '' && before !== id;
    } else if (event === 'cursor' && this.#status.phase === 'live' && !this.#status.caughtUp) {
      // Only now: a server that accepts streams and drops them at once is failing, too.
      this.#down = null;
      this.#live(true, this.#status.ahead);
    } else if (event === 'bye') {
      this.#leave(data);
    }
  }

  /**
   * EventSource keeps the `retry` that comes with a `bye` to itself, but the reason tells as much.
   *
   * @param {{reason: string, reconnect: boolean}} bye
   */
  #leave({ reason, reconnect }) {
    if (!reconnect) {
      this.#end(reason);
    } else if (reason === 'rotation') {
      this.#wait(reason, Math.round(this.#random() * 500));
    } else {
      this.#wait(reason, this.#pause());
    }
  }

  /**
   * A line that began elsewhere than we were says `reset` next, unless it is cut before.
   *
   * @param {boolean} isSaid
   */
  #admitMove(isSaid) {
    if (this.#isMoved && !isSaid) {
      this.#send({ event: 'reset', id: this.#position, text: '', data: { reason: 'position' } });
    }
    this.#isMoved = false;
  }

  /** @param {any} error */
  #refused(error) {
    if (error?.status === 401 || error?.status === 403) {
      this.#end('unauthorized');
    } else {
      this.#wait('unreachable', Math.max(this.#pause(), error?.retryAfter ?? 0));
    }
  }

  #look() {
    const silent = Date.now() - this.#heard;
    if (this.#status.phase === 'connecting' && silent >= READY_WITHIN) {
      if (this.#polling) {
        this.#polling = 0;
        this.#wait('silent', this.#pause());
      } else {
        this.#polling = Date.now();
        this.connect();
      }
    } else if (silent >= SILENCE) {
      this.#wait('silent', this.#pause());
    } else if (this.#polling && Date.now() - this.#polling >= POLL_FOR) {
      this.#polling = 0;
      this.connect();
    }
  }

  #pause() {
    this.#down ??= Date.now();
    return pause(Date.now() - this.#down, this.#random);
  }

  /**
   * @param {string} reason
   * @param {number} delay in ms
   */
  #wait(reason, delay) {
    this.#drop();
    this.#timer = setTimeout(() => this.connect(), delay);
    this.#become({ phase: 'waiting', reason, until: Date.now() + delay });
  }

  /** @param {string} reason */
  #end(reason) {
    this.#drop();
    this.#become({ phase: 'ended', reason });
  }

  #drop() {
    this.#attempts++;
    this.#admitMove(false);
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /**
   * @param {boolean} caughtUp
   * @param {number} ahead
   */
  #live(caughtUp, ahead) {
    this.#become({ phase: 'live', caughtUp, ahead, polling: this.#polling > 0 });
  }

  /** @param {Frame} frame */
  #send(frame) {
    this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    this.dispatchEvent(new CustomEvent('status', { detail: status }));
  }
}
