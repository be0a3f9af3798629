import { MAX_AUDIENCE, isKey } from './audience.js';
import { toInstant, toLocal } from './local-time.js';

/**
 * A notice as those see it who may post.
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {string} [eventId]
 * @property {string[]} audience
 * @property {string} category
 * @property {'INFO' | 'WARNING' | 'CRITICAL'} severity
 * @property {string} title
 * @property {string} body
 * @property {string} [link]
 * @property {unknown} [data]
 * @property {string} [publishAt]
 * @property {string} [expiresAt]
 * @property {string} [publishedAt]
 * @property {string} createdAt
 * @property {string} createdBy
 * @property {number} revision
 * @property {'SCHEDULED' | 'PUBLISHED' | 'EXPIRED' | 'RETRACTED'} status
 */

/**
 * What stands in the form: texts as they were typed, times as the browser's zone has them.
 *
 * @typedef {object} Draft
 * @property {string[]} audience
 * @property {string} title
 * @property {string} body
 * @property {'INFO' | 'WARNING' | 'CRITICAL'} severity
 * @property {string} category
 * @property {string} link
 * @property {string} data JSON
 * @property {string} publishAt empty: at once
 * @property {string} expiresAt empty: never
 */

/** Categories that have labels of their own. */
export const CATEGORIES = ['notice', 'urgent', 'maintenance', 'event', 'complaint', 'billing'];

/** The fields of a draft, in the form's order. */
export const FIELDS = /** @type {(keyof Draft)[]} */ ([
  'audience',
  'title',
  'body',
  'severity',
  'category',
  'link',
  'publishAt',
  'expiresAt',
  'data',
]);

/** @returns {Draft} */
export function emptyDraft() {
  return {
    audience: [],
    title: '',
    body: '',
    severity: 'INFO',
    category: 'notice',
    link: '',
    data: '',
    publishAt: '',
    expiresAt: '',
  };
}

/** @param {Notice} notice @returns {Draft} */
export function draftOf(notice) {
  return {
    audience: [...notice.audience],
    title: notice.title,
    body: notice.body,
    severity: notice.severity,
    category: notice.category,
    link: notice.link ?? '',
    data: notice.data === undefined ? '' : JSON.stringify(notice.data, null, 2),
    publishAt: toLocal(notice.publishAt),
    expiresAt: toLocal(notice.expiresAt),
  };
}

/**
 * What is posted: without fields that are left at nothing.
 *
 * @param {Draft} draft without problems
 * @returns {Record<string, unknown>}
 */
export function requestOf(draft) {
  const { audience, title, body, severity, category, link, data, publishAt, expiresAt } = draft;
  return withoutUndefined({
    audience,
    category,
    severity,
    title,
    body: body === '' ? undefined : body,
    link: link === '' ? undefined : link,
    data: data.trim() === '' ? undefined : parsed(data),
    publishAt: toInstant(publishAt),
    expiresAt: toInstant(expiresAt),
  });
}

/**
 * What a change is: a merge patch with the fields that differ, null for those that are taken away.
 *
 * @param {Draft} before
 * @param {Draft} after without problems
 * @returns {Record<string, unknown>}
 */
export function patchOf(before, after) {
  const request = requestOf(after);
  /** @type {Record<string, unknown>} */
  const patch = {};
  for (const field of changedFields(before, after)) {
    patch[field] =
      field === 'data'
        ? merge(parsed(before.data), request.data)
        : (request[field] ?? (field === 'body' ? '' : null));
  }
  return patch;
}

/**
 * The merge patch that makes one value the other: objects are merged field by field, so what goes
 * has to be named.
 *
 * @param {unknown} before
 * @param {unknown} after undefined for nothing
 * @returns {unknown}
 */
function merge(before, after) {
  if (!isObject(before) || !isObject(after)) {
    return after ?? null;
  }
  /** @type {Record<string, unknown>} */
  const patch = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) {
      patch[name] = merge(before[name], after[name]);
    }
  }
  return patch;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {Draft} before
 * @param {Draft} after
 */
export function changedFields(before, after) {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/**
 * A problem in words: a key of the language file, and what goes into its places.
 *
 * @typedef {{key: string, values?: Record<string, string | number>}} Complaint
 */

/**
 * What the server would refuse, so that it is said before anything is sent.
 *
 * @param {Draft} draft
 * @param {number} now in ms
 * @returns {Map<keyof Draft, Complaint>}
 */
export function problemsOf(draft, now) {
  /** @type {[keyof Draft, Complaint | null][]} */
  const checks = [
    ['audience', audienceProblem(draft.audience)],
    ['title', titleProblem(draft.title)],
    ['body', length(draft.body) > 10_000 ? { key: 'problem.body' } : null],
    ['category', /^[a-z0-9-]{1,50}$/.test(draft.category) ? null : { key: 'problem.category' }],
    ['link', draft.link === '' || isLink(draft.link) ? null : { key: 'problem.link' }],
    ['data', dataProblem(draft.data)],
    ['publishAt', isPast(draft.publishAt, now) ? { key: 'problem.publishAt.past' } : null],
    ['expiresAt', expiryProblem(draft, now)],
  ];
  return new Map(
    checks.flatMap(([field, complaint]) => (complaint === null ? [] : [[field, complaint]])),
  );
}

/** How many characters the server counts. @param {string} text */
export function length(text) {
  return [...text].length;
}

/** @param {string[]} audience @returns {Complaint | null} */
function audienceProblem(audience) {
  if (audience.length === 0) {
    return { key: 'problem.audience.empty' };
  }
  if (audience.length > MAX_AUDIENCE) {
    return { key: 'problem.audience.many', values: { count: audience.length } };
  }
  const wrong = audience.find((key) => !isKey(key));
  return wrong === undefined ? null : { key: 'problem.audience.key', values: { id: wrong } };
}

/** @param {string} title @returns {Complaint | null} */
function titleProblem(title) {
  if (title.trim() === '') {
    return { key: 'problem.title.empty' };
  }
  return length(title) > 200 ? { key: 'problem.title.long' } : null;
}

/** @param {string} link */
function isLink(link) {
  return (
    link.length <= 2_000 &&
    !/[\s\p{Cc}\p{Z}]/u.test(link) &&
    (/^https?:\/\/[^/?#\\]+([/?#].*)?$/i.test(link) || /^\/(?![/\\])/.test(link))
  );
}

/** @param {string} data @returns {Complaint | null} */
function dataProblem(data) {
  if (data.trim() === '') {
    return null;
  }
  const value = parsed(data);
  if (!isObject(value)) {
    return { key: 'problem.data.object' };
  }
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return bytes > 4 * 1024 ? { key: 'problem.data.large', values: { bytes } } : null;
}

/**
 * @param {Draft} draft
 * @param {number} now
 * @returns {Complaint | null}
 */
function expiryProblem({ publishAt, expiresAt }, now) {
  if (isPast(expiresAt, now)) {
    return { key: 'problem.expiresAt.past' };
  }
  const from = toInstant(publishAt);
  const until = toInstant(expiresAt);
  return from !== undefined && until !== undefined && until <= from
    ? { key: 'problem.expiresAt.early' }
    : null;
}

/**
 * @param {string} local
 * @param {number} now in ms
 */
function isPast(local, now) {
  const instant = toInstant(local);
  return instant !== undefined && Date.parse(instant) <= now;
}

/** @param {string} json @returns {unknown} undefined when it is none */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @param {Record<string, unknown>} object */
function withoutUndefined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
