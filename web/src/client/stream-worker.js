import { Access } from './access.js';
import { NoticeStream } from './notice-stream.js';
import { StreamLeader } from './stream-leader.js';

/**
 * Is the SharedWorker with the one stream of all tabs. Its name ends with the user's.
 *
 * @param {string} server
 */
export function workAt(server) {
  /** @type {{name: string}} */
  const { name } = /** @type {any} */ (globalThis);
  const user = name.slice(name.lastIndexOf(' ') + 1);
  const access = new Access(new URL('api/v1/', server), null, user);
  const channel = new BroadcastChannel(name);
  /** @type {NoticeStream | undefined} */
  let stream;
  /** @type {StreamLeader | undefined} */
  let leader;
  let tabs = 0;

  globalThis.addEventListener('connect', (event) => {
    const [port] = /** @type {MessageEvent} */ (event).ports;
    port?.addEventListener('message', ({ data: message }) => {
      if (message.type === 'bye') {
        tabs--;
        if (!tabs) {
          stream?.close();
        }
        return;
      }
      tabs++;
      const { position } = message;
      stream ??= new NoticeStream((after, how) => access.open(after, how), { position, user });
      // Its own end is nothing to a tab that comes just then.
      leader ??= new StreamLeader(stream, (said) => tabs && channel.postMessage(said));
      leader.hear(message);
      port.postMessage('here');
    });
    port?.start();
  });

  channel.addEventListener('message', ({ data }) => leader?.hear(data));
}
