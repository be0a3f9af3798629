import { svg } from '../page/h.js';

/** Outlines on a grid of 20 by 20. */
const PATHS = {
  bell: 'M4.6 14.2c1.1-1.3 1.4-2.6 1.4-5a4 4 0 0 1 8 0c0 2.4.3 3.7 1.4 5ZM8.4 16.6a1.8 1.8 0 0 0 3.2 0M10 3.4v1.4',
  INFO: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM10 9.4v4M10 6.6v.1',
  WARNING: 'M10 3.2 17.6 16.4H2.4ZM10 8.2v3.6M10 14v.1',
  CRITICAL: 'M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7ZM10 6.4v4.4M10 13.5v.1',
  check: 'M4.4 10.6l3.8 3.8 7.6-8.6',
  checks: 'M2 10.8l3.6 3.6 6.8-8.2M9.6 13.4l1 1 7-8.2',
  unread: 'M10 6.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6Z',
  archive: 'M3.2 4h13.6v3.4H3.2ZM4.4 7.4v8.8h11.2V7.4M8.2 10.6h3.6',
  unarchive: 'M3.6 12v4.4h12.8V12M10 12.6V4M6.4 7.4 10 3.8l3.6 3.6',
  close: 'M5.6 5.6l8.8 8.8M14.4 5.6l-8.8 8.8',
  settings: 'M3 6h7.2M14.6 6H17M3 14h2.4M9.8 14H17M12.4 3.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM7.6 11.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z',
  up: 'M10 16V4.4M5 9.2l5-5 5 5',
  down: 'M5 7.6l5 5 5-5',
  back: 'M11.6 4.6 6.2 10l5.4 5.4',
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
