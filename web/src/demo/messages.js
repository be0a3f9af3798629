/**
 * What the sample site tells the page around it.
 *
 * @typedef {{type: 'connection', status: any}
 *   | {type: 'counts', unread: number, capped: boolean}
 *   | {type: 'notice', eventId: string, at: number}} Told
 */

/** What the page around it tells the sample site. @typedef {{type: 'leave'} | {type: 'return'}} Order */

/** A time that means the same in all windows of this browser, in ms. */
export function instant() {
  return performance.timeOrigin + performance.now();
}

/** Tells the page around this frame, if there is one. @param {Told} told */
export function tell(told) {
  if (parent !== window) {
    parent.postMessage(told, location.origin);
  }
}

/**
 * Hears what a window says, and no other one.
 *
 * @template T
 * @param {() => MessageEventSource | null} from
 * @param {(message: T) => void} listener
 * @param {AbortSignal} [signal] ends it
 */
export function hear(from, listener, signal) {
  addEventListener(
    'message',
    ({ source, origin, data }) => {
      if (source !== null && source === from() && origin === location.origin) {
        listener(data);
      }
    },
    { signal },
  );
}
