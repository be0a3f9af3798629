import { compare } from '../client/event-id.js';

/**
 * An event of the log, as an operator sees it.
 *
 * @typedef {object} TailEvent
 * @property {string} id
 * @property {string} kind
 * @property {string | null} notice the notice's id
 * @property {string[]} audience
 * @property {string} at ISO 8601
 * @property {any} payload
 */

/** How many events are kept; older ones go. */
const MOST = 500;

/** The newest events of the log, each once, whichever way they come. Knows no DOM. */
export class TailEvents {
  /** @type {TailEvent[]} newest first */
  #events = [];

  get all() {
    return this.#events;
  }

  /** Where the next ones begin; empty when there are none. */
  get newest() {
    return this.#events[0]?.id ?? '';
  }

  clear() {
    this.#events = [];
  }

  /**
   * @param {TailEvent} event
   * @returns {boolean} whether it was new
   */
  add(event) {
    const place = this.#events.findIndex((other) => compare(other.id, event.id) <= 0);
    if (place >= 0 && this.#events[place]?.id === event.id) {
      return false;
    }
    this.#events.splice(place < 0 ? this.#events.length : place, 0, event);
    this.#events.length = Math.min(this.#events.length, MOST);
    return true;
  }
}

/**
 * An event of `GET /api/v1/admin/stream/tail`.
 *
 * @param {string} kind
 * @param {string} id
 * @param {string} text its data
 * @returns {TailEvent}
 */
export function ofTail(kind, id, text) {
  const { notice = null, audience, at, payload } = JSON.parse(text);
  return { id, kind, notice, audience, at, payload };
}

/**
 * An entry of `GET /api/v1/admin/stream/entries`.
 *
 * @param {{id: string, fields: Record<string, string>}} entry
 * @returns {TailEvent}
 */
export function ofEntry({ id, fields }) {
  const { kind = '?', notice = '', audience = '', at = '', data = '' } = fields;
  return {
    id,
    kind,
    notice: notice === '' ? null : notice,
    audience: audience.split(/[\s,]+/).filter((key) => key !== ''),
    at,
    payload: read(data),
  };
}

/** @param {string} data */
function read(data) {
  try {
    return JSON.parse(data);
  } catch {
    return data === '' ? null : data;
  }
}

/**
 * The position some events before another one, not below the start of its log.
 *
 * @param {string} id
 * @param {number} events
 */
export function before(id, events) {
  const [epoch = '0', seq = '0'] = id.split('-');
  return `${epoch}-${Math.max(0, Number(seq) - events)}`;
}

/**
 * Whether an event has all these words somewhere.
 *
 * @param {TailEvent} event
 * @param {string} words
 */
export function matches({ id, kind, notice, audience, payload }, words) {
  const text = [id, kind, notice ?? '', ...audience, JSON.stringify(payload)].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
