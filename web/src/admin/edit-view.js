import { Problem } from '../client/problem.js';
import { announce } from '../page/announcement.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { t } from '../page/words.js';
import { ALL } from './audience.js';
import { conflictTable } from './conflict-table.js';
import { changesOf, rebased } from './conflict.js';
import { changedFields, draftOf, patchOf } from './draft.js';
import { reallyAll } from './everybody.js';
import { showFailure } from './failure.js';
import { KeptDraft, askBeforeLeaving } from './kept-draft.js';
import { NoticeForm } from './notice-form.js';
import { Preview } from './preview.js';
import { asCurl, changeNotice, getNotice } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Stage} from './console.js' */
/** @import {Draft, Notice} from './draft.js' */

/**
 * What the tab keeps of an edit.
 *
 * @typedef {object} KeptEdit
 * @property {Notice} base what it began with
 * @property {Draft} draft
 * @property {boolean} renotify
 */

/**
 * Changing a notice that was posted.
 *
 * @param {Stage} stage
 */
export async function showEdit(stage) {
  const { main, session, route, signal } = stage;
  main.replaceChildren(
    h('div', { class: 'page' }, h('h1', { tabindex: '-1' }, t('edit.title')), loading(6)),
  );
  try {
    const { body } = await session.call(getNotice(route.id), signal);
    if (body.status === 'RETRACTED') {
      location.replace(`#/notices/${route.id}`);
    } else if (!signal.aborted) {
      begin(stage, body);
    }
  } catch (failure) {
    if (!signal.aborted) {
      const again = () => showEdit(stage);
      main.querySelector('.loading')?.replaceWith(failed(failure, again));
    }
  }
}

/**
 * Begins with what the notice says now, and on top of it what this tab has kept.
 *
 * @param {Stage} stage
 * @param {Notice} notice
 */
function begin(stage, notice) {
  const kept = new KeptDraft(stage.session.user.id, `edit ${notice.id}`);
  const untouched = { base: notice, draft: draftOf(notice), renotify: false };
  new Edit(stage, kept, notice, kept.value ?? untouched).show();
}

/** One notice in one revision, and what somebody makes of it. */
class Edit {
  #stage;
  #kept;
  #notice;
  #form;
  #changes;
  #over = new AbortController();
  #preview = new Preview();
  #problem = h('p', { class: 'problem', role: 'alert' });
  #save = h('button', { class: 'primary', 'aria-keyshortcuts': 'Control+Enter' }, t('edit.save'));
  #renotify = h('input', { type: 'checkbox', name: 'renotify', onchange: () => this.#keep() });

  /**
   * @param {Stage} stage
   * @param {KeptDraft} kept
   * @param {Notice} notice what the server has
   * @param {KeptEdit} edit perhaps of an earlier revision
   */
  constructor(stage, kept, notice, { base, draft, renotify }) {
    this.#stage = stage;
    this.#kept = kept;
    this.#notice = notice;
    this.#changes = changesOf(base, notice, draft);
    this.#renotify.checked = renotify;
    const isPublished = notice.eventId !== undefined;
    this.#form = new NoticeForm(rebased(base, notice, draft), { isPublished });
    this.#form.addEventListener('change', () => {
      this.#preview.show(this.#form.draft);
      this.#keep();
    });
    const signal = AbortSignal.any([stage.signal, this.#over.signal]);
    askBeforeLeaving(() => kept.value !== null, signal);
  }

  show() {
    const { main } = this.#stage;
    const { id, eventId } = this.#notice;
    const isConflict = this.#changes.length > 0;
    main.replaceChildren(
      h(
        'div',
        { class: 'page' },
        h('a', { class: 'back', href: `#/notices/${id}` }, icon('back'), t('edit.back')),
        h('h1', { tabindex: '-1' }, t('edit.title')),
        isConflict && conflictTable(this.#changes),
        !isConflict && this.#kept.value !== null && h('p', { class: 'hint restored' }, t('draft.restored')),
        h(
          'div',
          { class: 'composer' },
          h(
            'form',
            {
              class: 'card',
              novalidate: true,
              onsubmit: (/** @type {SubmitEvent} */ submit) => this.#submit(submit),
            },
            this.#form.element,
            eventId !== undefined && this.#news(),
            h(
              'div',
              { class: 'actions' },
              this.#save,
              curlButton(() => asCurl(this.#request()), t('edit.save')),
              h(
                'a',
                { class: 'button quiet', href: `#/notices/${id}`, onclick: () => this.#kept.forget() },
                t('cancel'),
              ),
            ),
            this.#problem,
          ),
          this.#preview.element,
        ),
      ),
    );
    this.#preview.show(this.#form.draft);
    main.querySelector('h1')?.focus({ preventScroll: true });
  }

  #news() {
    return h(
      'label',
      { class: 'check' },
      this.#renotify,
      h('span', {}, h('b', {}, t('edit.renotify')), h('small', {}, t('edit.renotify.hint'))),
    );
  }

  get #hasChanged() {
    const fields = changedFields(draftOf(this.#notice), this.#form.draft);
    return fields.length > 0 || this.#renotify.checked;
  }

  #keep() {
    if (this.#hasChanged) {
      this.#kept.keep(this.#edit);
    } else {
      this.#kept.forget();
    }
  }

  /** @returns {KeptEdit} */
  get #edit() {
    return { base: this.#notice, draft: this.#form.draft, renotify: this.#renotify.checked };
  }

  /** @param {SubmitEvent} submit */
  async #submit(submit) {
    submit.preventDefault();
    this.#form.settle();
    this.#problem.textContent = '';
    const { problems } = this.#form;
    this.#forgive(problems);
    this.#form.complain(problems);
    if (problems.size > 0) {
      return;
    }
    if (!this.#hasChanged) {
      this.#problem.textContent = t('edit.nothing');
      return;
    }
    this.#save.disabled = true;
    try {
      if (this.#reachesAll && !(await this.#reallyAll())) {
        return;
      }
      const { body } = await this.#stage.session.call(this.#request());
      this.#kept.forget();
      announce(t(this.#renotify.checked ? 'edit.renotified' : 'edit.saved'));
      location.hash = `#/notices/${body.id}`;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 412) {
        await this.#begunAgain();
      } else {
        showFailure(failure, this.#form, this.#problem);
      }
    } finally {
      this.#save.disabled = false;
    }
  }

  /** Whether it comes to everybody's notice who would not have seen it without this. */
  get #reachesAll() {
    const isForAll = this.#form.draft.audience.includes(ALL);
    return isForAll && (this.#renotify.checked || !this.#notice.audience.includes(ALL));
  }

  #reallyAll() {
    const { session, signal } = this.#stage;
    return reallyAll(session, this.#form.draft, t('edit.save'), signal);
  }

  /** A time that has passed is no fault of who changes something else. @param {Map<string, string>} problems */
  #forgive(problems) {
    const before = draftOf(this.#notice);
    for (const field of /** @type {const} */ (['publishAt', 'expiresAt'])) {
      if (this.#form.draft[field] === before[field]) {
        problems.delete(field);
      }
    }
  }

  #request() {
    const patch = patchOf(draftOf(this.#notice), this.#form.draft);
    const news = this.#renotify.checked ? { renotify: true } : {};
    return changeNotice(this.#notice.id, { ...patch, ...news }, this.#notice.revision);
  }

  /** Somebody else was faster: their notice is the new ground, with what was edited here on top. */
  async #begunAgain() {
    const { session, main } = this.#stage;
    try {
      const { body } = await session.call(getNotice(this.#notice.id));
      if (body.status === 'RETRACTED') {
        this.#kept.forget();
        announce(t('edit.final'), { isUrgent: true });
        location.hash = `#/notices/${body.id}`;
        return;
      }
      this.#kept.keep(this.#edit);
      this.#over.abort();
      begin(this.#stage, body);
      main.querySelector('.conflict')?.scrollIntoView({ block: 'nearest' });
    } catch (failure) {
      showFailure(failure, this.#form, this.#problem);
    }
  }
}
