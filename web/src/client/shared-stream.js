import { compare } from './event-id.js';
import { keepPosition, keptPosition } from './kept-position.js';
import { NoticeStream } from './notice-stream.js';
import { StreamLeader } from './stream-leader.js';

/** @import {How, Source} from './notice-stream.js' */
/** @import {Status} from '../tidings.js' */
/** @import {Message} from './stream-leader.js' */

/** A worker that has not answered by then never will. */
const WORKER_WITHIN = 5_000;

/** A leader says something every 15 s; one that was silent for so long hangs. */
const SILENCE = 60_000;

/**
 * The stream of a user, one for all tabs: run by a shared worker, else by the tab that holds a
 * lock, else by each tab for itself.
 */
export class SharedStream {
  /** @type {Status} */
  status = { phase: 'connecting' };
  #name;
  #user;
  #open;
  #report;
  #worker;
  /** Where this tab is. */
  #position = '';
  /** What the server's clock is ahead of this one's, in ms. */
  #ahead = 0;
  /** @type {AbortController | null} */
  #end = null;
  /** @type {BroadcastChannel | null} */
  #channel = null;
  /** What this tab runs itself. @type {NoticeStream | null} */
  #stream = null;
  /** @type {StreamLeader | null} */
  #leader = null;
  #heard = 0;
  #asked = false;

  /**
   * @param {string} name of the channel, the lock and the worker; ends with the user's
   * @param {(position: string, how: How) => Promise<Source>} open
   * @param {(message: Message) => void} tell hears every frame and every change of the status, in
   *     every tab
   * @param {string | null} worker its script, which has to be of the page's origin and uses the
   *     cookie
   */
  constructor(name, open, tell, worker) {
    this.#name = name;
    this.#user = name.slice(name.lastIndexOf(' ') + 1);
    this.#open = open;
    this.#report = tell;
    this.#worker = worker;
  }

  /** By the server's clock, in ms. */
  get now() {
    return Date.now() + this.#ahead;
  }

  /**
   * Connects, where it was when it left. Again: somebody is looking, or has logged in again.
   *
   * @returns {boolean} whether it was not there
   */
  connect() {
    if (this.#end) {
      this.#say(this.status.phase === 'ended' ? this.#hello : { type: 'hurry' });
      return false;
    }
    const { signal } = (this.#end = new AbortController());
    this.#heard = Date.now();
    // Another page of this tab may have been further meanwhile.
    this.#position = keptPosition(this.#name) || this.#position;
    if (globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.addEventListener('message', ({ data }) => this.#hear(data));
      if (!this.#worker || !this.#hire(this.#worker, signal)) {
        this.#queue(signal);
      }
      const timer = setInterval(() => this.#look(signal), SILENCE / 4);
      signal.addEventListener('abort', () => clearInterval(timer));
    } else {
      this.#lead();
    }
    return true;
  }

  /** Leaves, and keeps its place for the page that comes next; the others go on. */
  leave() {
    keepPosition(this.#name, this.#position);
    this.status = { phase: 'connecting' };
    const stream = this.#stream;
    // Its end is nothing to the others: one of them leads on.
    this.#stream = null;
    stream?.close();
    this.#channel?.close();
    this.#end?.abort();
    this.#end = null;
  }

  /** @returns {Message} */
  get #hello() {
    return { type: 'hello', position: this.#position };
  }

  /** @param {Message} message */
  #say(message) {
    if (this.#stream) {
      this.#leader?.hear(message);
    } else {
      this.#channel?.postMessage(message);
    }
  }

  /** @param {Message} message */
  #hear(message) {
    if (message.type === 'frame' || message.type === 'status') {
      this.#tell(message);
    } else {
      this.#leader?.hear(message);
    }
  }

  /** @param {Message} message */
  #tell(message) {
    this.#heard = Date.now();
    this.#asked = false;
    if (message.type === 'status') {
      this.status = message.status;
      this.#ahead = this.status.phase === 'live' ? this.status.ahead : this.#ahead;
    } else if (message.type === 'frame') {
      const { event, id } = message.frame;
      if (event === 'reset') {
        this.#position = id ?? '';
      } else if (id && compare(id, this.#position) > 0) {
        this.#position = id;
      } else if (event.startsWith('notice')) {
        // Whoever took over may repeat what this tab has.
        return;
      }
      if (event === 'cursor') {
        keepPosition(this.#name, this.#position);
      }
    }
    this.#report(message);
  }

  /**
   * Asks a worker to run it. Whether there can be one.
   *
   * @param {string} script
   * @param {AbortSignal} signal
   */
  #hire(script, signal) {
    try {
      const worker = new SharedWorker(trusted(script), { type: 'module', name: this.#name });
      const { port } = worker;
      const dismiss = () => {
        clearTimeout(timer);
        port.postMessage({ type: 'bye' });
        port.close();
      };
      const replace = () => {
        dismiss();
        this.#queue(signal);
      };
      const timer = setTimeout(replace, WORKER_WITHIN);
      worker.onerror = replace;
      port.onmessage = () => clearTimeout(timer);
      port.postMessage(this.#hello);
      signal.addEventListener('abort', dismiss);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Leads when its turn comes.
   *
   * @param {AbortSignal} signal
   * @param {boolean} [atOnce] whoever leads now has to leave
   */
  async #queue(signal, atOnce = false) {
    if (signal.aborted) {
      return;
    }
    if (!navigator.locks) {
      this.#lead();
      return;
    }
    this.#say(this.#hello);
    try {
      await navigator.locks.request(this.#name, atOnce ? { steal: true } : { signal }, () => {
        this.#lead();
        return new Promise((over) => signal.addEventListener('abort', over));
      });
    } catch {
      if (!signal.aborted) {
        // Stolen: this tab seemed to hang.
        const stream = this.#stream;
        this.#stream = this.#leader = null;
        stream?.close();
        this.#queue(signal);
      }
    }
  }

  #lead() {
    const stream = new NoticeStream(this.#open, { position: this.#position, user: this.#user });
    this.#stream = stream;
    this.#leader = new StreamLeader(stream, (message) => {
      if (this.#stream === stream) {
        this.#tell(message);
        this.#channel?.postMessage(message);
      }
    });
    stream.connect();
  }

  /** @param {AbortSignal} signal */
  #look(signal) {
    const { status } = this;
    const until = status.phase === 'waiting' ? status.until : this.#heard;
    if (this.#stream || status.phase === 'ended' || Date.now() < until + SILENCE) {
      return;
    }
    if (this.#asked) {
      this.#heard = Date.now();
      this.#queue(signal, true);
    } else {
      // It may be this tab that was asleep.
      this.#say(this.#hello);
    }
    this.#asked = !this.#asked;
  }
}

/** @type {{createScriptURL: (url: string) => string} | undefined} */
let policy;

/** The address of a script, in the form that Trusted Types want. @param {string} url */
function trusted(url) {
  /** @type {any} */
  const { trustedTypes } = globalThis;
  policy ??= trustedTypes?.createPolicy('tidings', { createScriptURL: String });
  return policy?.createScriptURL(url) ?? url;
}
