/** For so long it is good: a reload takes less, and a day's old news is none. */
const MAX_AGE = 300_000;

/**
 * Keeps a position for the page that comes next in this tab. It is all that is kept of a user.
 *
 * @param {string} name of the user on the server
 * @param {string} [position]
 */
export function keepPosition(name, position) {
  try {
    if (position) {
      sessionStorage.setItem(name, `${position} ${Date.now()}`);
    }
  } catch {
    // Full, or forbidden: the next page begins with what is in the inbox.
  }
}

/** Empty when there is none. @param {string} name */
export function keptPosition(name) {
  try {
    const [position = '', time] = (sessionStorage.getItem(name) ?? '').split(' ');
    return Date.now() - Number(time) < MAX_AGE ? position : '';
  } catch {
    return '';
  }
}
