import { API } from './api.js';
import { copy, curl } from './page/curl.js';
import { element } from './element.js';

/** @import {Session} from './session.js' */

/**
 * Tells a newcomer what to try next.
 *
 * @param {Session} session
 * @param {AbortSignal} signal ends it
 */
export function suggest(session, signal) {
  const { user, token } = session;
  const others = session.mayPost ? ['alice', 'bob', 'carol'] : ['admin', 'bob', 'alice'];
  element('try-hint').textContent = session.mayPost
    ? 'Open a window beside this one as one of the people, post something, and watch both.'
    : `Open a window beside this one as admin, post something to ${
        user.groups[0] === undefined ? 'everybody' : `group ${user.groups[0]}`
      }, and watch it come.`;
  element('windows').replaceChildren(
    ...others.filter((name) => name !== user.id).map((name) => windowOf(name)),
  );

  const url = new URL('me/stream', API).href;
  element('stream-curl').textContent = curl('GET', url, { token: '…', stream: true });
  element('copy-curl').addEventListener(
    'click',
    async () => {
      const done = await copy(curl('GET', url, { token, stream: true }));
      element('copied').textContent = done
        ? 'Copied, with your token: it is as good as your password until you log out.'
        : 'This browser does not let the page use the clipboard.';
    },
    { signal },
  );
  signal.addEventListener('abort', () => (element('copied').textContent = ''));
}

/** A link to a window in which nobody is logged in yet. @param {string} name */
function windowOf(name) {
  const link = document.createElement('a');
  link.href = `#${name}`;
  link.target = '_blank';
  // Without an opener the new window starts with a session storage of its own.
  link.rel = 'noopener';
  link.textContent = `${name}’s window`;
  return link;
}
