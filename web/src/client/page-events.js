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
 * @returns {(user: string) => void} tells the other tabs who has logged in
 */
export function pageEvents(name, { looked, left, loggedIn }) {
  const look = () => document.visibilityState === 'visible' && looked();
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  /** @type {BroadcastChannel} */
  let tabs;
  const join = () => {
    tabs = new BroadcastChannel(name);
    tabs.onmessage = ({ data }) => loggedIn(data);
  };
  addEventListener('pagehide', () => {
    left();
    // A page that hears something while it is left can't be gone back to.
    tabs.close();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) {
      join();
      look();
    }
  });
  join();
  return (user) => tabs.postMessage(user);
}
