/**
 * Notices to begin with. Titles and texts stand in the language files.
 *
 * @typedef {object} Example
 * @property {string} name
 * @property {string} audience
 * @property {'INFO' | 'WARNING' | 'CRITICAL'} severity
 * @property {string} category
 * @property {string} section of the sample site, where a click leads
 */

/** @type {Example[]} */
export const EXAMPLES = [
  {
    name: 'water',
    audience: 'group:500',
    severity: 'WARNING',
    category: 'maintenance',
    section: 'repairs',
  },
  { name: 'parcel', audience: 'user:alice', severity: 'INFO', category: 'notice', section: 'desk' },
  { name: 'party', audience: 'all', severity: 'INFO', category: 'event', section: 'courtyard' },
  { name: 'gas', audience: 'all', severity: 'CRITICAL', category: 'urgent', section: 'repairs' },
];
