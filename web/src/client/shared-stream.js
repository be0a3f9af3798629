import { compare } from './event-id.js';
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
  position;
  #name;
  #user;
  #open;
  #report;
  #end = new AbortController();
  /** @type {BroadcastChannel | null} */
  #channel = null;
  /** What this tab runs itself. @type {NoticeStream | null} */
  #stream = null;
  /** @type {StreamLeader | null} */
  #leader = null;
  #heard = Date.now();
  #asked = false;

  /**
   * @param {string} name of the channel, the lock and the worker; ends with the user's
   * @param {(position: string, how: How) => Promise<Source>} open
   * @param {(message: Message) => void} tell hears every frame and every change of the status, in
   *     every tab
   * @param {{position: string, worker: string | null}} options position: what this tab has;
   *     worker: its script, which has to be of the page's origin and uses the cookie
   */
  constructor(name, open, tell, { position, worker }) {
    this.#name = name;
    this.#user = name.slice(name.lastIndexOf(' ') + 1);
    this.#open = open;
    this.#report = tell;
    this.position = position;
    if (!globalThis.BroadcastChannel) {
      this.#lead();
      return;
    }
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener('message', ({ data }) => this.#hear(data));
    if (!worker || !this.#hire(worker)) {
      this.#queue();
    }
    const timer = setInterval(() => this.#look(), SILENCE / 4);
    this.#end.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Somebody is looking, or has logged in again: connects, if it does not. */
  hurry() {
    if (this.status.phase === 'ended') {
      this.#say({ type: 'hello', position: this.position });
    } else {
      this.#say({ type: 'hurry' });
    }
  }

  /** Leaves; the others go on. */
  close() {
    const stream = this.#stream;
    // Its end is nothing to the others: one of them leads on.
    this.#stream = null;
    stream?.close();
    this.#channel?.close();
    this.#end.abort();
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
    } else if (message.type === 'frame') {
      const { event, id } = message.frame;
      // Whoever took over may repeat what this tab has.
      if (id && event.startsWith('notice') && compare(id, this.position) <= 0) {
        return;
      }
      this.position = id ?? this.position;
    }
    if (!this.#end.signal.aborted) {
      this.#report(message);
    }
  }

  /** Asks a worker to run it. Whether there can be one. @param {string} script */
  #hire(script) {
    try {
      const worker = new SharedWorker(trusted(script), { type: 'module', name: this.#name });
      const failed = () => {
        worker.port.close();
        this.#queue();
      };
      const timer = setTimeout(failed, WORKER_WITHIN);
      worker.onerror = () => {
        clearTimeout(timer);
        failed();
      };
      worker.port.onmessage = () => clearTimeout(timer);
      worker.port.postMessage({ type: 'hello', position: this.position });
      this.#end.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        worker.port.close();
      });
      return true;
    } catch {
      return false;
    }
  }

  /** Leads when its turn comes. @param {boolean} [atOnce] whoever leads now has to leave */
  async #queue(atOnce = false) {
    const { signal } = this.#end;
    if (signal.aborted) {
      return;
    }
    if (!navigator.locks) {
      this.#lead();
      return;
    }
    this.#say({ type: 'hello', position: this.position });
    try {
      await navigator.locks.request(this.#name, atOnce ? { steal: true } : { signal }, () => {
        this.#lead();
        return new Promise((over) => signal.addEventListener('abort', over));
      });
    } catch {
      // Stolen: this tab seemed to hang.
      const stream = this.#stream;
      this.#stream = this.#leader = null;
      stream?.close();
      this.#queue();
    }
  }

  #lead() {
    const { position } = this;
    const stream = new NoticeStream(this.#open, { position, user: this.#user });
    this.#stream = stream;
    this.#leader = new StreamLeader(stream, (message) => {
      if (this.#stream === stream) {
        this.#tell(message);
        this.#channel?.postMessage(message);
      }
    });
    stream.connect();
  }

  #look() {
    const { status } = this;
    const until = status.phase === 'waiting' ? status.until : this.#heard;
    if (this.#stream || status.phase === 'ended' || Date.now() < until + SILENCE) {
      return;
    }
    if (this.#asked) {
      this.#heard = Date.now();
      this.#queue(true);
    } else {
      // It may be this tab that was asleep.
      this.#say({ type: 'hello', position: this.position });
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
