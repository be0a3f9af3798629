import { compare } from './event-id.js';

/** @import {Frame} from './frame.js' */
/** @import {NoticeStream} from './notice-stream.js' */
/** @import {Status} from '../tidings.js' */

/**
 * What tabs and their leader say to each other. `hello` asks how it stands, and begins or begins
 * again what has ended; `position` is what its sender has. `bye` is for a worker only.
 *
 * @typedef {{type: 'hello', position: string}
 *   | {type: 'hurry'}
 *   | {type: 'bye'}
 *   | {type: 'status', status: Status}
 *   | {type: 'frame', frame: Frame}} Message
 */

/** So many of the newest frames are kept for a tab that was reloading meanwhile. */
const RECENT = 100;

/** Runs the stream for all tabs of a channel. */
export class StreamLeader {
  /** @type {Frame[]} */
  #recent = [];
  #stream;
  #say;

  /**
   * @param {NoticeStream} stream
   * @param {(message: Message) => void} say to all tabs
   */
  constructor(stream, say) {
    this.#stream = stream;
    this.#say = say;
    stream.addEventListener('status', () => say({ type: 'status', status: stream.status }));
    stream.addEventListener('frame', (event) => {
      const frame = /** @type {CustomEvent<Frame>} */ (event).detail;
      if (frame.id && frame.event.startsWith('notice')) {
        this.#recent.push(frame);
        this.#recent.splice(0, this.#recent.length - RECENT);
      }
      say({ type: 'frame', frame });
    });
  }

  /** @param {Message} message */
  hear(message) {
    const stream = this.#stream;
    if (message.type === 'hurry') {
      stream.hurry();
    } else if (message.type === 'hello') {
      const { position } = message;
      if (stream.status.phase === 'ended') {
        stream.connect();
      }
      // For those who have them already they change nothing.
      this.#recent
        .filter(({ id }) => position && compare(id ?? '', position) > 0)
        .forEach((frame) => this.#say({ type: 'frame', frame }));
      this.#say({ type: 'status', status: stream.status });
    }
  }
}
