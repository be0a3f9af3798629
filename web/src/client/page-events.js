/**
 * What a page is told of itself.
 *
 * @typedef {object} Listener
 * @property {() => void} looked somebody looks at it, or the network is back
 * @property {() => void} left for another page, perhaps not for good
 * @property {(user: string) => void} loggedIn in another tab
 */

/**
 * Tells what happens to the page, and who logs in in its other tabs.
 *
 * @param {string} name of the server, for its tabs
 * @param {Listener} listener
 * @returns {BroadcastChannel | null} where to tell the other tabs who has logged in
 */
export function pageEvents(name, { looked, left, loggedIn }) {
  const look = () => document.visibilityState === 'visible' && looked();
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  addEventListener('pagehide', left);
  addEventListener('pageshow', ({ persisted }) => persisted && look());
  const tabs = globalThis.BroadcastChannel ? new BroadcastChannel(name) : null;
  tabs?.addEventListener('message', ({ data }) => loggedIn(data));
  return tabs;
}
