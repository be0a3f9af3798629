import { svg } from '../page/h.js';

/** Outlines on a grid of 20 by 20. */
const PATHS = {
  bell: 'M4 15h12l-1.5-2V9a4.5 4.5 0 0 0-9 0v4ZM8 17.5a2 2 0 0 0 4 0',
  INFO: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 9.5v4M10 6.5v.1',
  WARNING: 'M10 3l8 14H2ZM10 8v4M10 14v.1',
  CRITICAL: 'M7 3h6l4 4v6l-4 4H7l-4-4V7ZM10 6.5v4M10 13.5v.1',
  read: 'M4 10l4 4 8-8',
  unread: 'M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  'mark-all': 'M2 10l4 4 7-8M10 13l1 1 7-8',
  archive: 'M3 4h14v4H3ZM4 8v8h12V8M8 11h4',
  unarchive: 'M4 12v4h12v-4M10 13V4M6 8l4-4 4 4',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM7 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  close: 'M5 5l10 10M15 5l-10 10',
  back: 'M12 5l-5 5 5 5',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M5 8l5 5 5-5',
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * A drawing that stands beside a word or in a labelled button; by itself it says nothing.
 *
 * @param {IconName} name
 */
export function icon(name) {
  const attributes = { class: 'icon', part: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' };
  return svg('svg', attributes, svg('path', { d: PATHS[name] }));
}
