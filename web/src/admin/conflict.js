import { FIELDS, changedFields, draftOf } from './draft.js';

/** @import {Draft, Notice} from './draft.js' */

/**
 * A field that somebody else has changed in the meantime.
 *
 * @typedef {object} Change
 * @property {keyof Draft} field
 * @property {string} before what it was when the edit began
 * @property {string} now what it is on the server
 * @property {string | null} mine what is in the form, where that differs from both
 */

/**
 * What changed under somebody's hands.
 *
 * @param {Notice} base what they began with
 * @param {Notice} current what the server has now
 * @param {Draft} draft what they have made of it
 * @returns {Change[]}
 */
export function changesOf(base, current, draft) {
  const before = draftOf(base);
  const now = draftOf(current);
  return changedFields(before, now).map((field) => ({
    field,
    before: shown(before[field]),
    now: shown(now[field]),
    mine:
      shown(draft[field]) === shown(before[field]) || shown(draft[field]) === shown(now[field])
        ? null
        : shown(draft[field]),
  }));
}

/**
 * The draft moved onto the newer notice: what was edited stays as it was edited, all else is the
 * server's.
 *
 * @param {Notice} base
 * @param {Notice} current
 * @param {Draft} draft
 * @returns {Draft}
 */
export function rebased(base, current, draft) {
  const edited = changedFields(draftOf(base), draft);
  /** @type {any} */
  const result = draftOf(current);
  for (const field of FIELDS) {
    if (edited.includes(field)) {
      result[field] = draft[field];
    }
  }
  return result;
}

/** @param {string | string[]} value */
function shown(value) {
  return typeof value === 'string' ? value : value.join(', ');
}
