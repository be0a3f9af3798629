import { Problem } from '../client/problem.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { tellTimes, timeOf } from './labels.js';
import { asCurl, getServers, getStream } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Session} from './session.js' */

/** Servers report every 2 s themselves. */
const REFRESH = 2_000;

/**
 * @typedef {object} Server
 * @property {string} server
 * @property {boolean} alive
 * @property {string} cursor
 * @property {number} lag
 * @property {boolean} viaRedis
 * @property {number} connections
 * @property {number} users
 * @property {string} [reportedAt]
 */

/**
 * @typedef {object} StreamState
 * @property {{id: string, epoch: number, head: string}} log
 * @property {{key: string, length: number, firstId?: string, lastId?: string, behind: number,
 *     servers: {group: string, pending: number, lag: number, consumers: number}[]}} [stream]
 * @property {{server: string, cursor: string, viaRedis: boolean, connections: number,
 *     users: number}} here
 */

/** Where the log, the stream and each server stand. */
export class ServersCard {
  #session;
  #signal;
  #facts = h('div', { class: 'stream-facts' });
  #table = h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('servers.title') }, loading(2));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Server[]} */
  servers = [];
  head = '';

  /**
   * @param {Session} session
   * @param {AbortSignal} signal ends it
   */
  constructor(session, signal) {
    this.#session = session;
    this.#signal = signal;
    this.element = h(
      'section',
      { class: 'card', 'aria-label': t('servers.title') },
      h(
        'div',
        { class: 'card-head' },
        h('h2', {}, t('servers.title')),
        h(
          'span',
          { class: 'actions' },
          curlButton(() => asCurl(getStream()), t('servers.stream'), 'curl stream'),
          curlButton(() => asCurl(getServers()), t('servers.title'), 'curl servers'),
        ),
      ),
      this.#facts,
      this.#table,
    );
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    document.addEventListener('visibilitychange', () => !document.hidden && this.look(), { signal });
  }

  /** Looks now, and again and again. */
  async look() {
    clearTimeout(this.#timer);
    try {
      const { body: stream } = await this.#session.call(getStream(), this.#signal);
      this.head = stream.log.head;
      this.servers = await this.#all(stream);
      this.#show(stream);
    } catch (failure) {
      if (this.#signal.aborted) {
        return;
      }
      this.#table.replaceChildren(failed(failure, () => this.look()));
      if (!(failure instanceof Problem) || !failure.passing) {
        return;
      }
    }
    if (!document.hidden && !this.#signal.aborted) {
      this.#timer = setTimeout(() => this.look(), REFRESH);
    }
  }

  /**
   * All servers; while Redis is away, the one that answers.
   *
   * @param {StreamState} state
   * @returns {Promise<Server[]>}
   */
  async #all({ log, stream, here }) {
    if (stream !== undefined) {
      const { body } = await this.#session.call(getServers(), this.#signal);
      return body.items;
    }
    const lag = Number(log.head.split('-')[1]) - Number(here.cursor.split('-')[1]);
    return [{ ...here, alive: true, lag: Math.max(0, lag) }];
  }

  /** @param {StreamState} state */
  #show({ log, stream }) {
    this.#facts.replaceChildren(
      h(
        'dl',
        { class: 'strip' },
        fact('servers.head', h('code', {}, log.head)),
        fact('servers.length', stream === undefined ? '–' : t('number', { n: stream.length })),
        fact('servers.behind', stream === undefined ? '–' : t('number', { n: stream.behind }), (stream?.behind ?? 0) > 0),
        fact('servers.oldest', h('code', {}, stream?.firstId ?? '–')),
      ),
      ...(stream === undefined ? [h('p', { class: 'warning-line', role: 'status' }, t('servers.no-redis'))] : []),
    );
    const groups = new Map(stream?.servers.map((group) => [group.group.replace(/^srv:/, ''), group]));
    const left = [...groups].filter(([name]) => !this.servers.some((it) => it.server === name));
    this.#table.replaceChildren(
      h(
        'table',
        { class: 'servers' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['server', 'state', 'lag', 'pending', 'connections', 'users', 'cursor'].map((name) =>
              h('th', { scope: 'col', class: NUMBERS.has(name) ? 'number' : null }, t(`servers.${name}`)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          this.servers.map((server) => row(server, groups.get(server.server)?.pending)),
        ),
      ),
      ...(left.length === 0
        ? []
        : [h('p', { class: 'hint' }, t('servers.left-over', { names: left.map(([name]) => name).join(', ') }))]),
    );
    tellTimes(this.#table);
  }
}

const NUMBERS = new Set(['lag', 'pending', 'connections', 'users']);

/**
 * @param {Server} server
 * @param {number | undefined} pending
 */
function row(server, pending) {
  const number = (/** @type {number | undefined} */ n, isBad = false) =>
    h('td', { class: isBad ? 'number is-bad' : 'number' }, n === undefined ? '–' : t('number', { n }));
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, server.server),
    h(
      'td',
      {},
      h(
        'span',
        { class: `status ${server.alive ? 'published' : 'retracted'}` },
        t(server.alive ? (server.viaRedis ? 'servers.via-redis' : 'servers.via-database') : 'servers.silent'),
      ),
      !server.alive && server.reportedAt !== undefined && h('small', {}, ' ', timeOf(server.reportedAt)),
    ),
    number(server.lag, server.lag > 0),
    number(pending, (pending ?? 0) > 0),
    number(server.connections),
    number(server.users),
    h('td', {}, h('code', {}, server.cursor)),
  );
}

/**
 * @param {string} key
 * @param {Node | string} value
 * @param {boolean} [isBad]
 */
function fact(key, value, isBad = false) {
  return h('div', { class: isBad ? 'is-bad' : null }, h('dt', {}, t(key)), h('dd', {}, value));
}
