/**
 * What somebody is writing and has not sent: kept by the tab, so that a reload, another view or a
 * log-in in between takes nothing. Nobody else who logs in here is shown it.
 */
export class KeptDraft {
  #key;
  #storage;

  /**
   * @param {string} user whose it is
   * @param {string} name what it is about, such as a notice's id
   * @param {Storage} [storage]
   */
  constructor(user, name, storage = sessionStorage) {
    this.#key = prefix(user) + name;
    this.#storage = storage;
  }

  /** What was kept; null for nothing. @returns {any} */
  get value() {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {unknown} value */
  keep(value) {
    this.#storage.setItem(this.#key, JSON.stringify(value));
  }

  forget() {
    this.#storage.removeItem(this.#key);
  }
}

/**
 * Whether something of this user is not sent yet.
 *
 * @param {string} user
 * @param {Storage} [storage]
 */
export function hasDrafts(user, storage = sessionStorage) {
  return keysOf(user, storage).length > 0;
}

/**
 * @param {string} user
 * @param {Storage} [storage]
 */
export function forgetDrafts(user, storage = sessionStorage) {
  for (const key of keysOf(user, storage)) {
    storage.removeItem(key);
  }
}

/**
 * @param {string} user
 * @param {Storage} storage
 */
function keysOf(user, storage) {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  return keys.filter((key) => key.startsWith(prefix(user)));
}

/** @param {string} user */
function prefix(user) {
  return `tidings.draft ${user} `;
}

/**
 * Makes the browser ask before it closes the tab, which takes its drafts with it.
 *
 * @param {() => boolean} hasUnsent
 * @param {AbortSignal} signal ends it
 */
export function askBeforeLeaving(hasUnsent, signal) {
  addEventListener('beforeunload', (event) => hasUnsent() && event.preventDefault(), { signal });
}
