import { Problem } from '../client/problem.js';
import { announce } from '../page/announcement.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { changesOf, rebased } from './conflict.js';
import { draftOf, patchOf } from './draft.js';
import { showFailure } from './failure.js';
import { categoryName } from './labels.js';
import { NoticeForm } from './notice-form.js';
import { Preview } from './preview.js';
import { asCurl, changeNotice, getNotice } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Change} from './conflict.js' */
/** @import {Stage} from './console.js' */
/** @import {Draft, Notice} from './draft.js' */
/** @import {Session} from './session.js' */

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
      new Edit(main, session, body, draftOf(body), []).show();
    }
  } catch (failure) {
    if (!signal.aborted) {
      const again = () => showEdit(stage);
      main.querySelector('.loading')?.replaceWith(failed(failure, again));
    }
  }
}

/** One notice in one revision, and what somebody makes of it. */
class Edit {
  #main;
  #session;
  #notice;
  #form;
  #changes;
  #preview = new Preview();
  #problem = h('p', { class: 'problem', role: 'alert' });
  #save = h('button', { class: 'primary' }, t('edit.save'));
  #renotify = h('input', { type: 'checkbox', name: 'renotify' });

  /**
   * @param {HTMLElement} main
   * @param {Session} session
   * @param {Notice} notice what the server has
   * @param {Draft} draft what the form begins with
   * @param {Change[]} changes what somebody else has changed in the meantime
   */
  constructor(main, session, notice, draft, changes) {
    this.#main = main;
    this.#session = session;
    this.#notice = notice;
    this.#changes = changes;
    this.#form = new NoticeForm(draft, { isPublished: notice.eventId !== undefined });
    this.#form.addEventListener('change', () => this.#preview.show(this.#form.draft));
  }

  show() {
    const { id, eventId } = this.#notice;
    this.#main.replaceChildren(
      h(
        'div',
        { class: 'page' },
        h('a', { class: 'back', href: `#/notices/${id}` }, t('edit.back')),
        h('h1', { tabindex: '-1' }, t('edit.title')),
        this.#changes.length > 0 && conflict(this.#changes),
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
            eventId !== undefined &&
              h(
                'label',
                { class: 'check' },
                this.#renotify,
                h(
                  'span',
                  {},
                  h('b', {}, t('edit.renotify')),
                  h('small', {}, t('edit.renotify.hint')),
                ),
              ),
            h(
              'div',
              { class: 'actions' },
              this.#save,
              curlButton(() => asCurl(this.#request()), t('edit.save')),
              h('a', { class: 'button quiet', href: `#/notices/${id}` }, t('cancel')),
            ),
            this.#problem,
          ),
          this.#preview.element,
        ),
      ),
    );
    this.#preview.show(this.#form.draft);
    this.#main.querySelector('h1')?.focus({ preventScroll: true });
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
    const request = this.#request();
    if (Object.keys(/** @type {object} */ (request.body)).length === 0) {
      this.#problem.textContent = t('edit.nothing');
      return;
    }
    this.#save.disabled = true;
    try {
      const { body } = await this.#session.call(request);
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

  /** An expiry that has passed is no fault of who changes something else. @param {Map<string, string>} problems */
  #forgive(problems) {
    if (this.#form.draft.expiresAt === draftOf(this.#notice).expiresAt) {
      problems.delete('expiresAt');
    }
  }

  #request() {
    const patch = patchOf(draftOf(this.#notice), this.#form.draft);
    const news = this.#renotify.checked ? { renotify: true } : {};
    return changeNotice(this.#notice.id, { ...patch, ...news }, this.#notice.revision);
  }

  /** Somebody else was faster: their notice is the new ground, with what was edited here on top. */
  async #begunAgain() {
    try {
      const { body } = await this.#session.call(getNotice(this.#notice.id));
      const { draft } = this.#form;
      const changes = changesOf(this.#notice, body, draft);
      const next = rebased(this.#notice, body, draft);
      const edit = new Edit(this.#main, this.#session, body, next, changes);
      edit.#renotify.checked = this.#renotify.checked;
      edit.show();
      this.#main.querySelector('.conflict')?.scrollIntoView({ block: 'nearest' });
    } catch (failure) {
      showFailure(failure, this.#form, this.#problem);
    }
  }
}

/** @param {Change[]} changes */
function conflict(changes) {
  return h(
    'section',
    { class: 'card conflict', role: 'alert' },
    h('h2', {}, t('conflict.title')),
    h('p', {}, t('conflict.text')),
    h(
      'div',
      { class: 'scroll', tabindex: '0' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['conflict.field', 'conflict.before', 'conflict.now', 'conflict.mine'].map((key) =>
              h('th', { scope: 'col' }, t(key)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          changes.map(({ field, before, now, mine }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, t(`field.${field}`)),
              h('td', {}, h('del', {}, inWords(field, before))),
              h('td', {}, h('ins', {}, inWords(field, now))),
              h('td', {}, mine === null ? t('conflict.untouched') : inWords(field, mine)),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * A field's value as people know it.
 *
 * @param {keyof Draft} field
 * @param {string} value
 */
function inWords(field, value) {
  if (value === '') {
    return '–';
  }
  if (field === 'severity') {
    return t(`severity.${value}`);
  }
  if (field === 'category') {
    return categoryName(value);
  }
  return field.endsWith('At') ? value.replace('T', ' ') : value;
}
