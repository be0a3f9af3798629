import { announce } from '../page/announcement.js';
import { confirm } from '../page/confirmation.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { IdempotencyKey } from '../page/idempotency-key.js';
import { t } from '../page/words.js';
import { ALL } from './audience.js';
import { changedFields, draftOf, emptyDraft, requestOf } from './draft.js';
import { Estimate } from './estimate.js';
import { reallyAll } from './everybody.js';
import { showFailure } from './failure.js';
import { KeptDraft, askBeforeLeaving } from './kept-draft.js';
import { NoticeForm } from './notice-form.js';
import { Preview } from './preview.js';
import { asCurl, getNotice, postNotice } from './requests.js';
import { failed, loading } from './states.js';

/** @import {Stage} from './console.js' */
/** @import {Draft} from './draft.js' */
/** @import {Session} from './session.js' */

/**
 * Composing a new notice; with `from` in the address, one that begins as another one.
 *
 * @param {Stage} stage
 */
export async function showCompose(stage) {
  const { main, session, route, signal } = stage;
  const from = route.params.get('from');
  const kept = new KeptDraft(session.user.id, from === null ? 'new' : `copy ${from}`);
  main.replaceChildren(
    h('div', { class: 'page' }, h('h1', { tabindex: '-1' }, t('compose.title')), loading(6)),
  );
  try {
    const start = from === null ? emptyDraft() : await duplicate(session, from, signal);
    if (!signal.aborted) {
      compose(stage, kept, start, { ...start, ...kept.value });
    }
  } catch (failure) {
    if (!signal.aborted) {
      main.querySelector('.loading')?.replaceWith(failed(failure, () => showCompose(stage)));
    }
  }
}

/**
 * @param {Stage} stage
 * @param {KeptDraft} kept
 * @param {Draft} start what it begins with when nothing was written yet
 * @param {Draft} begun
 */
function compose(stage, kept, start, begun) {
  const { main, session } = stage;
  const again = new AbortController();
  const signal = AbortSignal.any([stage.signal, again.signal]);
  const preview = new Preview();
  const estimate = new Estimate(session, signal);
  const form = new NoticeForm(begun, { isPublished: false, belowAudience: estimate.element });
  const key = new IdempotencyKey();
  const problem = h('p', { class: 'problem', role: 'alert' });
  const post = h('button', { class: 'primary', 'aria-keyshortcuts': 'Control+Enter' }, '');

  const follow = () => {
    const { draft } = form;
    preview.show(draft);
    estimate.of(draft.audience);
    post.textContent = t(draft.publishAt === '' ? 'compose.post' : 'compose.schedule');
    if (changedFields(start, draft).length > 0) {
      kept.keep(draft);
    } else {
      kept.forget();
    }
  };
  form.addEventListener('change', follow);
  askBeforeLeaving(() => kept.value !== null, signal);

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
      const action = post.textContent ?? '';
      if (draft.audience.includes(ALL) && !(await reallyAll(session, draft, action, signal))) {
        return;
      }
      const body = requestOf(draft);
      const answer = await session.call(postNotice(body, key.of(body)));
      key.spend();
      kept.forget();
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
      changedFields(start, begun).length > 0 && h('p', { class: 'hint restored' }, t('draft.restored')),
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
                onclick: async () => {
                  if (kept.value !== null && !(await reallyDiscard())) {
                    return;
                  }
                  kept.forget();
                  again.abort();
                  compose(stage, kept, start, start);
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

function reallyDiscard() {
  return confirm({
    title: t('draft.discard.title'),
    text: [t('draft.discard.text')],
    action: t('draft.discard'),
    isDangerous: true,
  });
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
