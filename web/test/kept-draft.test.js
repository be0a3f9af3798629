import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptDraft, forgetDrafts, hasDrafts } from '../src/admin/kept-draft.js';

/** What a tab keeps, without the tab. @returns {Storage} */
function storage() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

test('what is kept is there again, until it is sent', () => {
  const tab = storage();
  const draft = new KeptDraft('admin', 'new', tab);
  assert.equal(draft.value, null);
  draft.keep({ title: 'Water' });
  assert.deepEqual(new KeptDraft('admin', 'new', tab).value, { title: 'Water' });
  draft.forget();
  assert.equal(draft.value, null);
});

test('what can not be read is nothing', () => {
  const tab = storage();
  const draft = new KeptDraft('admin', 'new', tab);
  draft.keep({});
  tab.setItem(tab.key(0) ?? '', '{');
  assert.equal(draft.value, null);
});

test('nobody sees what somebody else was writing, and who logs out leaves nothing', () => {
  const tab = storage();
  tab.setItem('tidings.language', 'ko');
  new KeptDraft('admin', 'new', tab).keep(1);
  new KeptDraft('admin', 'edit 42', tab).keep(2);
  new KeptDraft('adm', 'new', tab).keep(3);
  assert.equal(new KeptDraft('alice', 'new', tab).value, null);
  assert.ok(!hasDrafts('alice', tab));

  forgetDrafts('admin', tab);
  assert.ok(!hasDrafts('admin', tab));
  assert.equal(new KeptDraft('adm', 'new', tab).value, 3);
  assert.equal(tab.getItem('tidings.language'), 'ko');
});
