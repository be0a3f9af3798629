import { mock } from 'node:test';
import { TidingsClient } from '../src/tidings-client.js';

/** @import {Notice, NoticeChange} from '../src/tidings.js' */

/** Stands in for an EventSource; the test plays the server. */
export class Line extends EventTarget {
  readyState = 1;
  closed = false;

  /** @param {URL | string} url */
  constructor(url) {
    super();
    this.url = new URL(url);
    lines.push(this);
  }

  close() {
    this.closed = true;
  }

  /**
   * @param {string} event
   * @param {unknown} data
   * @param {string} [lastEventId]
   */
  send(event, data, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }));
  }

  /** The server is there and has sent all that was missed. @param {string} id */
  serve(id, user = 'alice') {
    this.send('ready', { user, time: new Date().toISOString() }, id);
    this.send('cursor', {}, id);
  }

  /** News. @param {Notice} notice */
  publish(notice) {
    this.send('notice', notice, notice.eventId);
  }

  cut() {
    this.dispatchEvent(new Event('error'));
  }

  /** As after any status but 200. */
  refuse() {
    this.readyState = 2;
    this.cut();
  }
}

/** All that were opened. @type {Line[]} */
export let lines = [];

/** Those that are open. */
export const open = () => lines.filter(({ closed }) => !closed);

/** The one that was opened last. */
export const line = () => /** @type {Line} */ (lines.at(-1));

/** Hears what others of its name say, in tabs of the same browser. */
class Channel extends EventTarget {
  /** @type {Set<Channel>} */
  static all = new Set();
  /** @type {((event: MessageEvent) => void) | null} */
  onmessage = null;

  /** @param {string} name */
  constructor(name) {
    super();
    this.name = name;
    Channel.all.add(this);
  }

  /** @param {unknown} data */
  postMessage(data) {
    const copy = structuredClone(data);
    for (const other of Channel.all) {
      if (other !== this && other.name === this.name) {
        queueMicrotask(() => Channel.all.has(other) && other.#hear(copy));
      }
    }
  }

  close() {
    Channel.all.delete(this);
  }

  /** @param {unknown} data */
  #hear(data) {
    const event = new MessageEvent('message', { data });
    this.onmessage?.(event);
    this.dispatchEvent(event);
  }
}

/** Web Locks, as far as they are used here. */
class Locks {
  /** @type {{name: string, grant: () => void, lose: (why: Error) => void}[]} */
  #queue = [];

  /**
   * @param {string} name
   * @param {{signal?: AbortSignal, steal?: boolean}} options
   * @param {() => Promise<unknown>} held
   */
  request(name, { signal, steal }, held) {
    return new Promise((done, fail) => {
      const request = {
        name,
        grant: () => held().then(() => this.#leave(request, () => done(undefined))),
        lose: (/** @type {Error} */ why) => this.#leave(request, () => fail(why)),
      };
      signal?.addEventListener('abort', () => request.lose(new Error('aborted')));
      const holder = this.#queue.find((other) => other.name === name);
      if (steal) {
        this.#queue.unshift(request);
        holder?.lose(new Error('stolen'));
        request.grant();
      } else {
        this.#queue.push(request);
        if (!holder) {
          request.grant();
        }
      }
    });
  }

  /**
   * @param {{name: string, grant: () => void}} request
   * @param {() => void} then
   */
  #leave(request, then) {
    const index = this.#queue.findIndex((other) => other === request);
    if (index < 0) {
      return;
    }
    const wasFirst = this.#queue.find(({ name }) => name === request.name) === request;
    this.#queue.splice(index, 1);
    then();
    if (wasFirst) {
      this.#queue.find(({ name }) => name === request.name)?.grant();
    }
  }
}

/** What the server is asked, and answers: a path's last answer is given again. */
export class Server {
  /** @type {{method: string, path: string, body: any, headers: Record<string, string>}[]} */
  asked = [];
  /** @type {URLSearchParams[]} */
  queries = [];
  user = 'alice';
  head = '7-0';
  /** @type {{unread: number, capped: boolean}} */
  counts = { unread: 0, capped: false };
  /** @type {Notice[]} */
  notices = [];
  preferences = { mutedCategories: /** @type {string[]} */ ([]) };
  /** Statuses to answer instead, by method and path. @type {Map<string, number>} */
  refuses = new Map();

  /** @param {string} method @param {string} path */
  count(method, path) {
    return this.asked.filter((call) => call.method === method && call.path === path).length;
  }

  /** @type {typeof fetch} */
  fetch = async (input, { method = 'GET', body, headers } = {}) => {
    const url = new URL(/** @type {URL} */ (input));
    const path = url.pathname.replace(/^.*\/api\/v1\//, '');
    const sent = body === undefined ? undefined : JSON.parse(/** @type {string} */ (body));
    this.queries.push(url.searchParams);
    this.asked.push({ method, path, body: sent, headers: /** @type {any} */ (headers) });
    const status = this.refuses.get(`${method} ${path}`) ?? this.refuses.get('*');
    if (status === 0) {
      throw new TypeError('offline');
    }
    if (status) {
      return Response.json({ detail: 'no', code: 'no' }, { status });
    }
    return method === 'GET' || path === 'stream-tickets'
      ? Response.json(this.#answer(path))
      : new Response(null, { status: 204 });
  };

  /** @param {string} path */
  #answer(path) {
    const { user, head, counts, notices: items, preferences } = this;
    switch (path) {
      case 'session':
        return { user: { id: user, groups: [], roles: [] } };
      case 'me/counts':
        return { ...counts, head };
      case 'me/preferences':
        return preferences;
      case 'me/notices':
        return { items, nextCursor: null, counts, head };
      default:
        return { ticket: `ticket-${this.count('POST', 'stream-tickets')}` };
    }
  }
}

/** The page: what happens to it is dispatched here, and on its document. */
export const page = new EventTarget();

/** A new browser, before a new server. @param {number} [now] */
export function world(now = 1_000_000) {
  lines = [];
  Channel.all.clear();
  const server = new Server();
  const kept = new Map();
  const sessionStorage = {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
  };
  Object.assign(globalThis, {
    EventSource: Line,
    BroadcastChannel: Channel,
    fetch: server.fetch,
    sessionStorage,
    location: new URL('https://tidings.example/'),
    document: Object.assign(new EventTarget(), {
      cookie: 'other=1; XSRF-TOKEN=x',
      visibilityState: 'visible',
    }),
    addEventListener: page.addEventListener.bind(page),
  });
  Object.defineProperty(globalThis, 'navigator', {
    value: { locks: new Locks() },
    configurable: true,
  });
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now });
  return server;
}

/** Lets time pass, and whatever waits for it go on. @param {number} [ms] */
export async function pass(ms = 0) {
  mock.timers.tick(ms);
  for (let i = 0; i < 5; i++) {
    await new Promise(setImmediate);
  }
}

/**
 * @param {string} id
 * @param {string} eventId
 * @param {Partial<Notice>} [more]
 * @returns {Notice}
 */
export function notice(id, eventId, more = {}) {
  return {
    id,
    eventId,
    revision: 1,
    category: 'notice',
    severity: 'INFO',
    title: id,
    body: '',
    publishedAt: '2026-11-21T10:00:00Z',
    ...more,
  };
}

/**
 * A client of the page's own server that is connected.
 *
 * @param {Server} server
 * @param {string} [position]
 */
export async function client(server, position = server.head) {
  const made = new TidingsClient({ server: 'https://tidings.example/' });
  made.connect();
  await pass();
  line().serve(position);
  await pass();
  return made;
}

/** What it tells of notices from now on. @param {TidingsClient} of */
export function changes(of) {
  /** @type {NoticeChange[]} */
  const heard = [];
  of.addEventListener('notice', (event) => heard.push(/** @type {CustomEvent} */ (event).detail));
  return heard;
}
