import { announce } from '../page/announcement.js';
import { confirm } from '../page/confirmation.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { IdempotencyKey } from '../page/idempotency-key.js';
import { t } from '../page/words.js';
import { ALL } from './audience.js';
import { draftOf, emptyDraft, requestOf } from './draft.js';
import { Estimate, peopleOnline } from './estimate.js';
import { showFailure } from './failure.js';
import { NoticeForm } from './notice-form.js';
import { Preview } from './preview.js';
import { asCurl, getNotice, postNotice } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Stage} from './console.js' */
/** @import {Draft} from './draft.js' */
/** @import {Session} from './session.js' */

/** Where the tab keeps what is not posted yet. */
const KEPT = 'tidings.draft';

/**
 * Composing a new notice; with `from` in the address, one that begins as another one.
 *
 * @param {Stage} stage
 */
export async function showCompose({ main, session, route: { params }, signal }) {
  const from = params.get('from');
  main.replaceChildren(
    h('div', { class: 'page' }, h('h1', { tabindex: '-1' }, t('compose.title')), loading(6)),
  );
  try {
    const draft = from === null ? kept() : await duplicate(session, from, signal);
    if (!signal.aborted) {
      compose(main, session, signal, draft);
    }
  } catch (failure) {
    const again = () => location.reload();
    main.querySelector('.loading')?.replaceWith(failed(failure, again));
  }
}

/**
 * @param {HTMLElement} main
 * @param {Session} session
 * @param {AbortSignal} signal
 * @param {Draft} begun
 */
function compose(main, session, signal, begun) {
  const preview = new Preview();
  const estimate = new Estimate(session, signal);
  const form = new NoticeForm(begun, { isPublished: false, belowAudience: estimate.element });
  const key = new IdempotencyKey();
  const problem = h('p', { class: 'problem', role: 'alert' });
  const post = h('button', { class: 'primary' }, '');

  const follow = () => {
    const { draft } = form;
    preview.show(draft);
    estimate.of(draft.audience);
    post.textContent = t(draft.publishAt === '' ? 'compose.post' : 'compose.schedule');
    sessionStorage.setItem(KEPT, JSON.stringify(draft));
  };
  form.addEventListener('change', follow);

  /** @param {SubmitEvent} submit */
  const send = async (submit) => {
    submit.preventDefault();
    form.settle();
    problem.textContent = '';
    const { draft } = form;
    const { problems } = form;
    form.complain(problems);
    if (problems.size > 0) {
      return;
    }
    post.disabled = true;
    try {
      if (draft.audience.includes(ALL) && !(await reallyAll(session, draft, signal))) {
        return;
      }
      const body = requestOf(draft);
      const answer = await session.call(postNotice(body, key.of(body)));
      key.spend();
      sessionStorage.removeItem(KEPT);
      announce(t(answer.body.status === 'SCHEDULED' ? 'compose.scheduled' : 'compose.posted'));
      location.hash = `#/notices/${answer.body.id}`;
    } catch (failure) {
      showFailure(failure, form, problem);
    } finally {
      post.disabled = false;
    }
  };

  main.replaceChildren(
    h(
      'div',
      { class: 'page' },
      h('h1', { tabindex: '-1' }, t('compose.title')),
      h(
        'div',
        { class: 'composer' },
        h(
          'form',
          { class: 'card', novalidate: true, onsubmit: send },
          form.element,
          h(
            'div',
            { class: 'actions' },
            post,
            curlButton(() => {
              form.settle();
              const body = requestOf(form.draft);
              return asCurl(postNotice(body, key.of(body)));
            }, t('compose.post')),
            h(
              'button',
              {
                type: 'button',
                class: 'quiet',
                onclick: () => {
                  sessionStorage.removeItem(KEPT);
                  compose(main, session, signal, emptyDraft());
                  main.querySelector('h1')?.focus();
                },
              },
              t('compose.clear'),
            ),
          ),
          problem,
        ),
        preview.element,
      ),
    ),
  );
  main.querySelector('h1')?.focus({ preventScroll: true });
  follow();
}

/**
 * Everybody is many: whoever means it types the word.
 *
 * @param {Session} session
 * @param {Draft} draft
 * @param {AbortSignal} signal
 */
async function reallyAll(session, draft, signal) {
  const people = await peopleOnline(session, draft.audience, signal);
  return confirm({
    title: t('confirm.all.title'),
    text: [h('p', { class: 'quote', dir: 'auto' }, draft.title), t('confirm.all.text'), people],
    action: t(draft.publishAt === '' ? 'compose.post' : 'compose.schedule'),
    word: ALL,
  });
}

/** What this tab has not posted yet. @returns {Draft} */
function kept() {
  try {
    return { ...emptyDraft(), ...JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') };
  } catch {
    return emptyDraft();
  }
}

/**
 * A draft that begins as another notice, without its times.
 *
 * @param {Session} session
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Draft>}
 */
async function duplicate(session, id, signal) {
  const { body } = await session.call(getNotice(id), signal);
  return { ...draftOf(body), publishAt: '', expiresAt: '' };
}
