import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { workAt } from '../src/client/stream-worker.js';
import { line, lines, notice, open, pass, world } from './world.js';

const NAME = 'tidings https://tidings.example/api/v1/ alice';

/** @type {EventTarget} */
let worker;

beforeEach(() => {
  world();
  worker = new EventTarget();
  Object.assign(globalThis, { name: NAME, addEventListener: worker.addEventListener.bind(worker) });
  workAt('https://tidings.example/');
});

/** A tab's end of its line to the worker, and what it hears of the stream. */
async function tab(position = '') {
  const { port1: port, port2 } = new MessageChannel();
  /** @type {string[]} */
  const heard = [];
  new BroadcastChannel(NAME).addEventListener('message', ({ data }) => {
    heard.push(data.type === 'frame' ? data.frame.event : data.status.phase);
  });
  worker.dispatchEvent(Object.assign(new Event('connect'), { ports: [port2] }));
  const answered = new Promise((here) => port.addEventListener('message', here));
  port.start();
  port.postMessage({ type: 'hello', position });
  await answered;
  await pass();
  const leave = async () => {
    port.postMessage({ type: 'bye' });
    await new Promise((over) => {
      port2.addEventListener('close', over);
      port.close();
    });
  };
  return { heard, leave };
}

test('one stream for all tabs, which ends when the last of them leaves', async () => {
  const first = await tab('7-1');
  const second = await tab('7-1');
  assert.equal(lines.length, 1);
  assert.equal(line().url.searchParams.get('lastEventId'), '7-1');
  line().serve('7-1');
  await first.leave();
  assert.equal(open().length, 1);
  await second.leave();
  assert.equal(open().length, 0);
});

test('a tab that comes when the last one leaves hears of no end, and goes on where it was', async () => {
  const first = await tab('7-1');
  line().serve('7-1');
  line().publish(notice('a', '7-2'));
  await first.leave();
  const { heard, leave } = await tab('7-2');
  assert.equal(open().length, 1);
  assert.equal(line().url.searchParams.get('lastEventId'), '7-2');
  line().serve('7-2');
  await pass();
  assert.ok(!heard.includes('ended'), String(heard));
  assert.equal(heard.at(-1), 'live');
  await leave();
});
