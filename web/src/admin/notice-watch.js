import { getNotice } from './requests.js';

/** @import {Notice} from './draft.js' */
/** @import {Session} from './session.js' */

/** How often a notice is looked at while nothing is about to happen, in ms. */
const PAUSE = 10_000;

/** After a notice's time it is looked at this much later, in ms: a server has to publish it. */
const GRACE = 700;

/**
 * Looks at a notice again and again: others change it, and its times come.
 *
 * @param {Session} session
 * @param {Notice} notice
 * @param {AbortSignal} signal ends it
 * @param {(notice: Notice) => void} onChange called once
 */
export function watch(session, notice, signal, onChange) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, untilNextLook(notice, Date.now()));
  };
  const look = async () => {
    const now = document.hidden ? null : await session.call(getNotice(notice.id), signal).catch(() => null);
    if (signal.aborted) {
      return;
    }
    if (now !== null && (now.body.revision !== notice.revision || now.body.status !== notice.status)) {
      onChange(now.body);
    } else {
      later();
    }
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  document.addEventListener('visibilitychange', () => !document.hidden && look(), { signal });
  later();
}

/**
 * How long a notice will stay as it is, as far as is known.
 *
 * @param {Notice} notice
 * @param {number} now in ms
 * @returns {number} in ms
 */
export function untilNextLook({ status, publishAt, expiresAt }, now) {
  const next = { SCHEDULED: publishAt, PUBLISHED: expiresAt, EXPIRED: undefined, RETRACTED: undefined };
  const at = next[status];
  const left = at === undefined ? PAUSE : Date.parse(at) + GRACE - now;
  // When its time has passed already, a server is late or the clocks differ.
  return left <= 0 ? 1_000 : Math.min(left, PAUSE);
}
