/** The key that stands for everybody. */
export const ALL = 'all';

/** How many keys a notice may have. */
export const MAX_AUDIENCE = 1_000;

const KEY = /^(?:all|(?:group|user):[A-Za-z0-9._@-]{1,100})$/;

/** Whether the server takes it as an audience key. @param {string} key */
export function isKey(key) {
  return KEY.test(key);
}

/**
 * Reads what somebody types or pastes: keys and bare ids, with white space, commas or semicolons
 * in between.
 *
 * @param {string} text
 * @param {'group' | 'user'} kind what a bare id is
 * @returns {string[]} each once, in order, those that are no keys included
 */
export function keysIn(text, kind) {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const keys = words.map((word) => {
    if (word === ALL || /^(?:group|user):/.test(word)) {
      return word;
    }
    return `${kind}:${word}`;
  });
  return [...new Set(keys)];
}

/**
 * A key's two parts; the id of `all` is empty.
 *
 * @param {string} key
 * @returns {{kind: string, id: string}}
 */
export function partsOf(key) {
  const [kind = '', ...rest] = key.split(':');
  return { kind, id: rest.join(':') };
}

/**
 * Which keys of an audience make a user one of it.
 *
 * @param {string[]} audience
 * @param {string} user
 * @param {string[]} groups
 */
export function covering(audience, user, groups) {
  const own = new Set([ALL, `user:${user}`, ...groups.map((group) => `group:${group}`)]);
  return audience.filter((key) => own.has(key));
}
