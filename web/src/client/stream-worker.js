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
  /** @type {StreamLeader | undefined} */
  let leader;

  globalThis.addEventListener('connect', (event) => {
    const [port] = /** @type {MessageEvent} */ (event).ports;
    port?.addEventListener('message', ({ data: hello }) => {
      leader ??= new StreamLeader(
        new NoticeStream((position, how) => access.open(position, how), {
          position: hello.position,
          user,
        }),
        (message) => channel.postMessage(message),
      );
      leader.hear(hello);
      port.postMessage('here');
    });
    port?.start();
  });

  channel.addEventListener('message', ({ data }) => leader?.hear(data));
}
