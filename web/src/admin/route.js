/**
 * Where in the console somebody is.
 *
 * @typedef {object} Route
 * @property {'list' | 'compose' | 'notice' | 'edit' | 'audit' | 'unknown'} view
 * @property {string} id of the notice; empty in views without one
 * @property {URLSearchParams} params
 */

/**
 * Reads the part of the address after `#`.
 *
 * @param {string} hash such as `#/notices/0199…?x=y`
 * @returns {Route}
 */
export function routeOf(hash) {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  const params = new URLSearchParams(query);
  const [first, id = '', third] = parts;
  if (first === undefined || (first === 'notices' && id === '')) {
    return { view: 'list', id: '', params };
  }
  if (first === 'compose' && id === '') {
    return { view: 'compose', id: '', params };
  }
  if (first === 'audit' && id === '') {
    return { view: 'audit', id: '', params };
  }
  if (first === 'notices' && (third === undefined || third === 'edit') && parts.length <= 3) {
    return { view: third === 'edit' ? 'edit' : 'notice', id: decoded(id), params };
  }
  return { view: 'unknown', id: '', params };
}

/**
 * The address of a view, the other way round.
 *
 * @param {string} path
 * @param {Record<string, string>} [params] empty ones are left out
 */
export function hashOf(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''));
  return query.size === 0 ? `#/${path}` : `#/${path}?${query}`;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
