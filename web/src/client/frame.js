/**
 * A frame of the stream.
 *
 * @typedef {object} Frame
 * @property {string} event its name
 * @property {string | null} id the position after it; null when it does not move the position
 * @property {string} text its data as it came
 * @property {any} data its data, read
 */

/** The names of all frames. */
export const EVENTS = [
  'ready',
  'reset',
  'notice',
  'notice-updated',
  'notice-retracted',
  'cursor',
  'state',
  'bye',
];

/** These carry no id; EventSource would show the one before. */
export const WITHOUT_ID = ['state', 'bye'];
