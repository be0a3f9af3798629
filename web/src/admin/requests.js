import { API } from '../page/api.js';
import { curl } from '../page/curl.js';

/**
 * A call of the API, described once: for the page to make it, and for people to make it by curl.
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path below /api/v1/
 * @property {unknown} [body]
 * @property {Record<string, string>} [headers]
 * @property {boolean} [stream] answered bit by bit, without an end
 */

/** @param {Request} request */
export function asCurl({ method, path, ...options }) {
  return curl(method, new URL(path, API), options);
}

/**
 * @param {Record<string, string>} filter status, category, audience, cursor, limit; empty ones do
 *     not matter
 * @returns {Request}
 */
export function listNotices(filter) {
  return { method: 'GET', path: `notices${query(filter)}` };
}

/** @param {string} id @returns {Request} */
export function getNotice(id) {
  return { method: 'GET', path: `notices/${encodeURIComponent(id)}` };
}

/**
 * @param {unknown} body
 * @param {string} key posts once, however often it is sent
 * @returns {Request}
 */
export function postNotice(body, key) {
  return { method: 'POST', path: 'notices', body, headers: { 'Idempotency-Key': key } };
}

/**
 * @param {string} id
 * @param {unknown} patch
 * @param {number} revision the one that was looked at; another one is refused
 * @returns {Request}
 */
export function changeNotice(id, patch, revision) {
  return {
    method: 'PATCH',
    path: `notices/${encodeURIComponent(id)}`,
    body: patch,
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': `"${revision}"` },
  };
}

/**
 * @param {string} id
 * @param {number} revision
 * @returns {Request}
 */
export function retractNotice(id, revision) {
  return {
    method: 'POST',
    path: `notices/${encodeURIComponent(id)}/retract`,
    headers: { 'If-Match': `"${revision}"` },
  };
}

/** @param {string} id @returns {Request} */
export function getStats(id) {
  return { method: 'GET', path: `notices/${encodeURIComponent(id)}/stats` };
}

/** @param {string[]} audience @returns {Request} */
export function estimate(audience) {
  return { method: 'POST', path: 'audiences/estimate', body: { audience } };
}

/**
 * @param {Record<string, string>} filter actor, action, subject, from, to, cursor, limit
 * @returns {Request}
 */
export function getAudit(filter) {
  return { method: 'GET', path: `admin/audit${query(filter)}` };
}

/** @returns {Request} */
export function getStream() {
  return { method: 'GET', path: 'admin/stream' };
}

/** @returns {Request} */
export function getServers() {
  return { method: 'GET', path: 'admin/servers' };
}

/** @returns {Request} */
export function tail() {
  return { method: 'GET', path: 'admin/stream/tail', stream: true };
}

/** @param {string} after @param {number} limit @returns {Request} */
export function getEntries(after, limit) {
  return { method: 'GET', path: `admin/stream/entries${query({ after, limit: String(limit) })}` };
}

/** @param {string} user @returns {Request} */
export function getConnections(user) {
  return { method: 'GET', path: `admin/connections${query({ user })}` };
}

/** @param {string} user @returns {Request} */
export function endConnections(user) {
  return { method: 'DELETE', path: `admin/connections${query({ user })}` };
}

/** @param {string} user @returns {Request} */
export function revokeUser(user) {
  return { method: 'POST', path: 'admin/revocations', body: { user } };
}

/** @param {Record<string, string>} parameters */
function query(parameters) {
  const filled = Object.entries(parameters).filter(([, value]) => value !== '');
  const text = new URLSearchParams(filled).toString();
  return text === '' ? '' : `?${text}`;
}
