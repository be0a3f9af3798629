import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const SOURCE = new URL('../src/', import.meta.url);

/** @param {URL} file */
const read = (file) => readFileSync(file, 'utf8');

const manifest = JSON.parse(read(new URL('custom-elements.json', SOURCE)));
const readme = read(new URL('../README.md', import.meta.url));

/** The text of a module and of all that it needs. @param {URL} file */
function source(file, seen = new Set()) {
  if (seen.has(file.href)) {
    return '';
  }
  seen.add(file.href);
  const text = read(file);
  const needed = [
    ...[...text.matchAll(/^import [^;]*? from '(\.[^']+\.js)'/gms)].map(([, path]) => new URL(path ?? '', file)),
    ...[...text.matchAll(/new URL\('(elements\/[^']+)'/g)].map(([, path]) => new URL(path ?? '', SOURCE)),
  ];
  /** @type {string} */
  const others = needed.map((other) => source(other, seen)).join('\n');
  return `${text}\n${others}`;
}

/** What is said after `part:`, in all its variants. @param {string} text */
function partsOf(text) {
  const said = [...text.matchAll(/\bpart: ((?:[^,\n'`]|'[^']*'|`[^`]*`)+)/g)].map(([, value]) => value ?? '');
  const words = said.flatMap((value) => [...value.matchAll(/['`]([^'`]+)['`]/g)]);
  return new Set(
    words.flatMap(([, value = '']) =>
      value
        .split(' ')
        .flatMap((word) =>
          word.includes('${')
            ? ['info', 'warning', 'critical'].map((severity) => word.replace(/\$\{.*/, severity))
            : [word],
        )
        .filter((word) => /^[a-z-]+$/.test(word)),
    ),
  );
}

/** @param {{name: string}[]} entries */
const names = (entries) => entries.map(({ name }) => name).sort();

for (const element of manifest.modules[0].declarations) {
  const { tagName } = element;
  const text = source(new URL(`elements/${tagName}.js`, SOURCE));

  test(`${tagName}: the manifest has its parts`, () => {
    assert.deepEqual(names(element.cssParts), [...partsOf(text)].sort());
  });

  test(`${tagName}: the manifest has its properties`, () => {
    const used = new Set([...text.matchAll(/var\((--tidings-[a-z-]+)/g)].map(([, name]) => name));
    assert.deepEqual(names(element.cssProperties), [...used].sort());
  });

  test(`${tagName}: the manifest has its attributes and events`, () => {
    const styled = [...text.matchAll(/:host\(\[([a-z]+)[\^$*]?=/g)].map(([, name]) => name);
    assert.deepEqual(names(element.attributes), [...new Set(['lang', ...styled])].sort());
    const sent = [...text.matchAll(/ask\(element, '([a-z-]+)'/g)].map(([, name]) => name);
    const own = tagName === 'tidings-bell' ? ['tidings-open'] : sent;
    assert.deepEqual(names(element.events), [...new Set(own)].sort());
  });

  test(`${tagName}: the manual has all of it`, () => {
    const { attributes, events, cssParts, cssProperties, slots = [] } = element;
    for (const { name } of [...attributes, ...events, ...cssParts, ...cssProperties, ...slots]) {
      assert.ok(readme.includes(`\`${name}\``), name);
    }
  });
}
