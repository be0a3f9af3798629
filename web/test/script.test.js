import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { script } from '../build.js';

/** What a browser may download for the client and the bell, in bytes. */
const BUDGET = 15_000;

const SOURCE = new URL('../src/', import.meta.url);

/** As `tidings-elements.js`, with the bell alone. */
const BELL = `
  import { workAt } from './client/stream-worker.js';
  import { TidingsBell } from './elements/tidings-bell.js';
  import { SERVER } from './tidings-client.js';
  export { addLanguage } from './elements/words.js';
  export { TidingsClient, tidings } from './tidings-client.js';
  export { TidingsBell };
  if (globalThis.customElements) {
    customElements.define('tidings-bell', TidingsBell);
  } else {
    workAt(SERVER);
  }`;

/** @param {string} text */
const zipped = (text) => gzipSync(text, { level: 9 }).length;

test('the script that pages load is the one of these modules', async () => {
  const served = readFileSync(new URL('tidings.js', SOURCE), 'utf8');
  assert.equal(served, await script(), 'run `npm run build`');
});

test('styles in the script say what they say in the modules', async () => {
  const made = await script();
  assert.match(made, /content:"·"/);
  assert.doesNotMatch(made, /content:"[^"]*\\/, 'to the script it is an escape of its own');
});

test('client and bell together are small', async (t) => {
  const text = await script({ stdin: { contents: BELL, resolveDir: fileURLToPath(SOURCE) } });
  const bytes = zipped(text);
  t.diagnostic(`client and bell: ${bytes} bytes, everything: ${zipped(await script())} bytes`);
  assert.ok(bytes <= BUDGET, `${bytes} bytes of ${BUDGET}`);
});
