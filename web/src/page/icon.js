import { svg } from './h.js';

/** Outlines on a grid of 20 by 20. */
const PATHS = {
  info: ['M10 2.4a7.6 7.6 0 1 0 0 15.2 7.6 7.6 0 0 0 0-15.2Z', 'M10 9.4v4.2M10 6.5v.1'],
  warning: ['M10 3.1 18 16.6H2Z', 'M10 8.2v3.6M10 14.1v.1'],
  critical: [
    'M6.9 2.4h6.2l4.5 4.5v6.2l-4.5 4.5H6.9l-4.5-4.5V6.9Z',
    'M10 6.2v4.6M10 13.6v.1',
  ],
  close: ['M5.5 5.5l9 9M14.5 5.5l-9 9'],
  back: ['M11.5 4.5 6 10l5.5 5.5'],
  plus: ['M10 4.2v11.6M4.2 10h11.6'],
  terminal: ['M2.8 4h14.4v12H2.8Z', 'M5.8 8l2.4 2-2.4 2M10 12.4h4'],
  people: [
    'M7.4 9.2a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.2 16c.3-3 2.3-4.6 5.2-4.6s4.9 1.6 5.2 4.6',
    'M13 4.1a2.6 2.6 0 0 1 0 4.9M14.8 11.8c1.8.6 2.8 2 3 4.2',
  ],
  clock: ['M10 2.6a7.4 7.4 0 1 0 0 14.8 7.4 7.4 0 0 0 0-14.8Z', 'M10 6v4.2l2.8 1.8'],
  pencil: ['M3.6 16.4l.7-3.3 8.9-8.9 2.6 2.6-8.9 8.9Z', 'M11.6 5.8l2.6 2.6'],
  retract: ['M4.4 5.6h11.2M8 5.4V3.6h4v1.8', 'M5.6 5.8l.7 10.6h7.4l.7-10.6'],
  copy: ['M7 7h9.4v9.4H7Z', 'M13 6.8V3.6H3.6V13h3.2'],
  search: ['M8.8 3.4a5.4 5.4 0 1 0 0 10.8 5.4 5.4 0 0 0 0-10.8Z', 'M12.8 12.8l4 4'],
  check: ['M4 10.6l4 4 8-9'],
  window: ['M11.4 3.4h5.2v5.2M16.2 3.8l-6.6 6.6M14.4 11.8v4.8H3.4v-11h4.8'],
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * A drawing that stands beside a word or in a labelled button; by itself it says nothing.
 *
 * @param {IconName} name
 */
export function icon(name) {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    PATHS[name].map((d) => svg('path', { d })),
  );
}
