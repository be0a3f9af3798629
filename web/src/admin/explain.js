import { compare } from '../client/event-id.js';
import { covering, partsOf } from './audience.js';

/** @import {Notice} from './draft.js' */

/**
 * What is known when somebody asks why a user does not see a notice.
 *
 * @typedef {object} Facts
 * @property {string} user
 * @property {string[] | null} groups the user's; null when nobody knows them
 * @property {Notice | null} notice null when there is no such notice
 * @property {string} head the newest event of the log
 * @property {{server: string, cursor: string, alive: boolean}[]} servers empty when unknown
 * @property {{server: string, openedAt: string}[]} connections the user's open streams
 * @property {boolean} allServers whether those are the streams on all servers
 */

/**
 * One thing that was looked at.
 *
 * @typedef {object} Finding
 * @property {'good' | 'bad' | 'unsure'} state
 * @property {string} key the words for it
 * @property {Record<string, string | number>} values
 * @property {'notice' | 'audience' | 'stream' | 'connections' | 'preferences'} about
 */

/**
 * Goes the way of a notice, from the log to the user's screen, and says of each step how it is.
 *
 * @param {Facts} facts
 * @returns {Finding[]} the first bad one is the reason
 */
export function explain(facts) {
  const { notice } = facts;
  if (notice === null) {
    return [finding('bad', 'notice', 'why.no-notice')];
  }
  const state = stateOf(notice);
  if (state.state === 'bad') {
    return [state];
  }
  const audience = audienceOf(facts, notice);
  return [
    state,
    audience,
    ...(audience.state === 'bad' ? [] : [logOf(facts, notice), ...streamsOf(facts, notice), mutedOf(facts, notice)]),
  ];
}

/** @param {Notice} notice */
function stateOf(notice) {
  switch (notice.status) {
    case 'SCHEDULED':
      return finding('bad', 'notice', 'why.scheduled', { at: notice.publishAt ?? '' });
    case 'EXPIRED':
      return finding('bad', 'notice', 'why.expired', { at: notice.expiresAt ?? '' });
    case 'RETRACTED':
      return finding('bad', 'notice', 'why.retracted');
    default:
      return finding('good', 'notice', 'why.published', { at: notice.publishedAt ?? '' });
  }
}

/**
 * @param {Facts} facts
 * @param {Notice} notice
 */
function audienceOf({ user, groups }, { audience }) {
  const [key] = covering(audience, user, groups ?? []);
  if (key !== undefined) {
    const { kind, id } = partsOf(key);
    return finding('good', 'audience', `why.audience.${kind}`, { user, id });
  }
  const wanted = audience.filter((it) => partsOf(it).kind === 'group').map((it) => partsOf(it).id);
  if (wanted.length === 0) {
    return finding('bad', 'audience', 'why.audience.others', { user });
  }
  const some = wanted.length > 8 ? `${wanted.slice(0, 8).join(', ')} …` : wanted.join(', ');
  return groups === null
    ? finding('unsure', 'audience', 'why.audience.unknown', { user, groups: some, count: wanted.length })
    : finding('bad', 'audience', 'why.audience.not-in', { user, groups: some, count: wanted.length });
}

/**
 * @param {Facts} facts
 * @param {Notice} notice
 */
function logOf({ head }, { eventId }) {
  return eventId !== undefined && compare(eventId, head) <= 0
    ? finding('good', 'stream', 'why.in-log', { event: eventId })
    : finding('unsure', 'stream', 'why.not-in-log', { event: eventId ?? '', head });
}

/**
 * @param {Facts} facts
 * @param {Notice} notice
 * @returns {Finding[]}
 */
function streamsOf({ user, connections, allServers, servers }, { eventId = '0-0' }) {
  if (connections.length === 0) {
    return [
      allServers
        ? finding('bad', 'connections', 'why.offline', { user })
        : finding('unsure', 'connections', 'why.offline-here', { user }),
    ];
  }
  const names = [...new Set(connections.map(({ server }) => server))];
  return names.map((name) => {
    const server = servers.find((it) => it.server === name);
    const count = connections.filter((it) => it.server === name).length;
    if (server === undefined) {
      return finding('unsure', 'connections', 'why.server-unknown', { server: name, count });
    }
    const hasPassed = compare(server.cursor, eventId) >= 0;
    return finding(
      hasPassed && server.alive ? 'good' : 'bad',
      'connections',
      hasPassed ? (server.alive ? 'why.passed' : 'why.silent') : 'why.behind',
      { server: name, count, cursor: server.cursor },
    );
  });
}

/**
 * @param {Facts} facts
 * @param {Notice} notice
 */
function mutedOf({ user }, { severity, category }) {
  return severity === 'CRITICAL'
    ? finding('good', 'preferences', 'why.never-muted')
    : finding('unsure', 'preferences', 'why.muted', { user, category });
}

/**
 * @param {Finding['state']} state
 * @param {Finding['about']} about
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {Finding}
 */
function finding(state, about, key, values = {}) {
  return { state, about, key, values };
}

/** The one sentence that sums them up. @param {Finding[]} findings */
export function verdictOf(findings) {
  const bad = findings.find(({ state }) => state === 'bad');
  const open = findings.find(({ state, about }) => state === 'unsure' && about !== 'preferences');
  if (bad === undefined) {
    return open === undefined ? 'verdict.good' : 'verdict.unsure';
  }
  if (bad.key !== 'why.offline') {
    return 'verdict.bad';
  }
  return open === undefined ? 'verdict.offline' : 'verdict.offline-unsure';
}
