/**
 * A frame of the stream.
 *
 * @typedef {object} Frame
 * @property {string} event its name
 * @property {string | null} id the position after it; null when it does not move the position
 * @property {string} text its data as it came
 * @property {any} data its data, read
 */

/**
 * How the connection stands.
 *
 * @typedef {{phase: 'connecting'}
 *   | {phase: 'live'}
 *   | {phase: 'waiting', reason: string, until: number}
 *   | {phase: 'ended', reason: string}} Status
 */

/**
 * What of an EventSource is used here.
 *
 * @typedef {object} Source
 * @property {(type: string, listener: (message: any) => void) => void} addEventListener
 * @property {() => void} close
 */

const EVENTS = [
  'ready',
  'reset',
  'notice',
  'notice-updated',
  'notice-retracted',
  'cursor',
  'state',
  'bye',
];

/** These carry no id; EventSource would show the one before. */
const WITHOUT_ID = new Set(['state', 'bye']);

/** The server sends a `cursor` every 15 s. Two of them missing is a dead line. */
const SILENCE = 40_000;

/**
 * How long to stay away, in ms: 1 s at least, and a random time up to a limit that doubles with
 * every failure, to 30 s. Random, so that the users of a server that stopped do not come back all
 * at once.
 *
 * @param {number} failures in a row
 * @param {() => number} random
 */
export function pause(failures, random) {
  const most = Math.min(30_000, 2_000 * 2 ** failures);
  return Math.round(1_000 + random() * (most - 1_000));
}

/**
 * A connection to the event stream that comes back by itself, and goes on where it was.
 *
 * It does so itself rather than leave it to EventSource, whose second request would repeat the
 * first one's URL, with a ticket that is used up, and which gives up for good after a 401 or 503.
 *
 * Sends `frame` (detail: Frame) for every frame, and `status` (detail: Status). Knows no DOM.
 */
export class NoticeStream extends EventTarget {
  /** @type {(lastEventId: string) => Promise<Source>} */
  #open;
  /** @type {() => number} */
  #random;
  /** @type {string} */
  #position;
  /** @type {Status} */
  #status = { phase: 'ended', reason: 'not-started' };
  /** @type {Source | null} */
  #source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #attempts = 0;
  #failures = 0;

  /**
   * @param {(lastEventId: string) => Promise<Source>} open opens the stream after a position. May
   *     reject with an object with `status` (HTTP) and `retryAfter` (ms)
   * @param {{position?: string, random?: () => number}} [options] position: begin after it; without
   *     one, `open` is asked for the stream after ''
   */
  constructor(open, { position = '', random = Math.random } = {}) {
    super();
    this.#open = open;
    this.#position = position;
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
    this.#become({ phase: 'connecting' });
    try {
      const source = await this.#open(this.#position);
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

  /** Stops waiting, if it does: the network is back, or somebody is looking. */
  hurry() {
    if (this.#status.phase === 'waiting') {
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
        this.#wait('lost', pause(this.#failures, this.#random));
      }
    });
    this.#watch();
  }

  /**
   * @param {string} event
   * @param {MessageEvent<string>} message
   */
  #receive(event, { data: text, lastEventId }) {
    this.#watch();
    const id = WITHOUT_ID.has(event) ? null : lastEventId;
    if (id !== null) {
      this.#position = id;
    }
    const data = JSON.parse(text);
    this.dispatchEvent(new CustomEvent('frame', { detail: { event, id, text, data } }));
    if (event === 'ready') {
      this.#become({ phase: 'live' });
    } else if (event === 'cursor') {
      // Only now: a server that accepts streams and drops them at once is failing, too.
      this.#failures = 0;
    } else if (event === 'bye') {
      this.#leave(data);
    }
  }

  /**
   * EventSource keeps the `retry` that comes with a `bye` to itself, but the reason tells as much:
   * only a rotation, which the server spreads itself, wants its clients back at once.
   *
   * @param {{reason: string, reconnect: boolean}} bye
   */
  #leave({ reason, reconnect }) {
    if (!reconnect) {
      this.#end(reason);
    } else if (reason === 'rotation') {
      this.#wait(reason, Math.round(this.#random() * 500));
    } else {
      this.#wait(reason, pause(this.#failures, this.#random));
    }
  }

  /** @param {any} error */
  #refused(error) {
    if (error?.status === 401 || error?.status === 403) {
      this.#end('unauthorized');
    } else {
      const delay = pause(this.#failures, this.#random);
      this.#wait('unreachable', Math.max(delay, error?.retryAfter ?? 0));
    }
  }

  #watch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#wait('silent', pause(this.#failures, this.#random)),
      SILENCE,
    );
  }

  /**
   * @param {string} reason
   * @param {number} delay in ms
   */
  #wait(reason, delay) {
    this.#drop();
    this.#failures++;
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
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    this.dispatchEvent(new CustomEvent('status', { detail: status }));
  }
}
