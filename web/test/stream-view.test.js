import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, verdictOf } from '../src/admin/explain.js';
import { TailEvents, before, matches, ofEntry, ofTail } from '../src/admin/tail.js';

/** @import {Facts} from '../src/admin/explain.js' */
/** @import {Notice} from '../src/admin/draft.js' */

/** @type {Notice} */
const NOTICE = {
  id: 'n',
  eventId: '7-5',
  audience: ['group:500', 'user:bob'],
  category: 'event',
  severity: 'INFO',
  title: 'Summer party',
  body: '',
  createdAt: '2026-11-21T10:00:00Z',
  publishedAt: '2026-11-21T10:00:00Z',
  createdBy: 'admin',
  revision: 1,
  status: 'PUBLISHED',
};

/** @param {Partial<Facts>} changes @param {Partial<Notice>} [ofNotice] */
function ask(changes, ofNotice = {}) {
  const findings = explain({
    user: 'alice',
    groups: ['500'],
    notice: { ...NOTICE, ...ofNotice },
    head: '7-9',
    servers: [{ server: 'one', cursor: '7-9', alive: true }],
    connections: [{ server: 'one', openedAt: '2026-11-21T09:00:00Z' }],
    allServers: true,
    ...changes,
  });
  const bad = findings.find(({ state }) => state === 'bad');
  return { findings, bad: bad?.key, verdict: verdictOf(findings) };
}

test('when all is well, the browser is where to look', () => {
  const { findings, verdict } = ask({});
  assert.equal(verdict, 'verdict.good');
  assert.deepEqual(
    findings.map(({ key }) => key),
    ['why.published', 'why.audience.group', 'why.in-log', 'why.passed', 'why.muted'],
  );
});

test('a notice that is not there, not yet, or no more is the reason by itself', () => {
  assert.equal(ask({ notice: null }).bad, 'why.no-notice');
  assert.equal(ask({}, { status: 'SCHEDULED' }).bad, 'why.scheduled');
  assert.equal(ask({}, { status: 'EXPIRED' }).bad, 'why.expired');
  assert.equal(ask({}, { status: 'RETRACTED' }).bad, 'why.retracted');
  assert.equal(ask({}, { status: 'RETRACTED' }).findings.length, 1);
});

test('groups decide, and are asked for where nobody knows them', () => {
  assert.equal(ask({ groups: ['600'] }).bad, 'why.audience.not-in');
  assert.equal(ask({ groups: null }).verdict, 'verdict.unsure');
  assert.equal(ask({ groups: null }, { audience: ['all'] }).verdict, 'verdict.good');
  assert.equal(ask({ groups: null }, { audience: ['user:bob'] }).bad, 'why.audience.others');
  assert.equal(ask({ user: 'bob', groups: null }).verdict, 'verdict.good');
});

test('a user without a stream is told from one whose server is behind or silent', () => {
  assert.equal(ask({ connections: [] }).verdict, 'verdict.offline');
  assert.equal(ask({ connections: [], groups: null }).verdict, 'verdict.offline-unsure');
  assert.equal(ask({ connections: [], allServers: false }).verdict, 'verdict.unsure');
  assert.equal(ask({ servers: [{ server: 'one', cursor: '7-4', alive: true }] }).bad, 'why.behind');
  assert.equal(ask({ servers: [{ server: 'one', cursor: '7-9', alive: false }] }).bad, 'why.silent');
  assert.equal(ask({ servers: [] }).verdict, 'verdict.unsure');
});

test('nobody mutes what is critical', () => {
  assert.equal(ask({}, { severity: 'CRITICAL' }).findings.at(-1)?.key, 'why.never-muted');
});

test('events stand in order, each once, whichever way they come', () => {
  const events = new TailEvents();
  const event = (/** @type {string} */ id) => ofTail('notice', id, '{"audience":["all"],"at":"","payload":{}}');
  assert.ok(events.add(event('7-9')));
  assert.ok(events.add(event('7-10')));
  assert.ok(events.add(event('7-8')));
  assert.ok(!events.add(event('7-9')));
  assert.deepEqual(events.all.map(({ id }) => id), ['7-10', '7-9', '7-8']);
  assert.equal(events.newest, '7-10');
  for (let i = 11; i < 2_000; i++) {
    events.add(event(`7-${i}`));
  }
  assert.equal(events.all.length, 500);
  assert.equal(events.newest, '7-1999');
});

test('an entry of Redis and an event of the tail are the same thing', () => {
  const entry = ofEntry({
    id: '7-1',
    fields: { kind: 'notice', notice: 'n', audience: 'group:500 user:bob', at: 't', data: '{"title":"Water"}' },
  });
  const event = ofTail(
    'notice',
    '7-1',
    '{"notice":"n","audience":["group:500","user:bob"],"at":"t","payload":{"title":"Water"}}',
  );
  assert.deepEqual(entry, event);
  assert.ok(matches(event, 'WATER bob'));
  assert.ok(!matches(event, 'water carol'));
  assert.equal(before('7-30', 20), '7-10');
  assert.equal(before('7-3', 20), '7-0');
});
