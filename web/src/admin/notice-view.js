import { Problem } from '../client/problem.js';
import { announce } from '../page/announcement.js';
import { confirm } from '../page/confirmation.js';
import { curlButton } from '../page/curl-button.js';
import { h } from '../page/h.js';
import { icon } from '../page/icon.js';
import { language, t } from '../page/words.js';
import { AuditRows } from './audit-rows.js';
import { categoryName, keyName, severityIcon, statusBadge, tellTimes, timeOf, titleOf } from './labels.js';
import { inFull } from './local-time.js';
import { watch } from './notice-watch.js';
import { asCurl, getNotice, retractNotice } from './requests.js';
import { hashOf } from './route.js';
import { said } from './said.js';
import { failed, loading } from './states.js';
import { Statistics } from './statistics.js';

/** @import {Stage} from './console.js' */
/** @import {Notice} from './draft.js' */

/** Audiences of more keys are folded. */
const SHOWN = 30;

/**
 * One notice: what it says, whom it is for, how it goes out, and what was done with it.
 *
 * @param {Stage} stage
 */
export async function showNotice(stage) {
  const { main, session, route, signal } = stage;
  main.replaceChildren(
    h('div', { class: 'page' }, back(), h('h1', { tabindex: '-1' }, t('notice.title')), loading(6)),
  );
  try {
    const { body } = await session.call(getNotice(route.id), signal);
    if (!signal.aborted) {
      show(stage, body);
    }
  } catch (failure) {
    if (!signal.aborted) {
      main.querySelector('.loading')?.replaceWith(failed(failure, () => showNotice(stage)));
    }
  }
}

function back() {
  return h('a', { class: 'back', href: '#/' }, icon('back'), t('nav.list'));
}

/**
 * @param {Stage} outer
 * @param {Notice} notice
 */
function show(outer, notice) {
  const { main, session } = outer;
  const over = new AbortController();
  const signal = AbortSignal.any([outer.signal, over.signal]);
  const stage = { ...outer, signal };
  const again = (/** @type {Notice} */ changed) => {
    over.abort();
    show(outer, changed);
  };
  const wasPublished = notice.publishedAt !== undefined;
  document.title = `${titleOf(notice)} · Tidings`;
  const history = session.isAdmin
    ? new AuditRows(session, { subject: `notice:${notice.id}` }, signal)
    : null;
  main.replaceChildren(
    h(
      'div',
      { class: 'page notice-page' },
      back(),
      h(
        'header',
        { class: 'notice-head' },
        h(
          'p',
          { class: 'meta' },
          statusBadge(notice.status),
          severityIcon(notice.severity),
          h('span', { class: `tone ${notice.severity.toLowerCase()}` }, t(`severity.${notice.severity}`)),
          h('span', {}, categoryName(notice.category)),
        ),
        h('h1', { tabindex: '-1', dir: 'auto' }, titleOf(notice)),
        actions(stage, notice, again),
      ),
      h(
        'div',
        { class: 'two' },
        h(
          'div',
          { class: 'stack' },
          h(
            'section',
            { class: 'card content', 'aria-label': t('field.body') },
            notice.body === ''
              ? h('p', { class: 'hint' }, t(notice.status === 'RETRACTED' ? 'notice.gone.hint' : 'notice.no-body'))
              : h('p', { class: 'text', dir: 'auto' }, notice.body),
            notice.link !== undefined && h('p', {}, h('a', { href: safe(notice.link), rel: 'noopener' }, notice.link)),
            notice.data !== undefined &&
              h('pre', { class: 'code-block', tabindex: '0' }, JSON.stringify(notice.data, null, 2)),
          ),
          wasPublished && new Statistics(session, notice, signal).element,
        ),
        h('div', { class: 'stack' }, facts(notice), audience(notice)),
      ),
      history !== null &&
        h(
          'section',
          { class: 'history' },
          h('h2', {}, t('notice.history')),
          history.element,
        ),
    ),
  );
  main.querySelector('h1')?.focus({ preventScroll: true });
  history?.load();
  watch(session, notice, signal, (changed) => {
    again(changed);
    announce(t(notice.status === 'SCHEDULED' && changed.status === 'PUBLISHED' ? 'notice.out' : 'notice.changed'));
  });
  const timer = setInterval(() => tellTimes(main), 10_000);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/**
 * @param {Stage} stage
 * @param {Notice} notice
 * @param {(notice: Notice) => void} again shows it as it is now
 */
function actions(stage, notice, again) {
  const isOver = notice.status === 'RETRACTED';
  return h(
    'div',
    { class: 'actions' },
    !isOver &&
      h(
        'a',
        { class: 'button with-icon', href: `#/notices/${notice.id}/edit` },
        icon('pencil'),
        t('notice.edit'),
      ),
    h(
      'a',
      { class: 'button with-icon', href: hashOf('compose', { from: notice.id }) },
      icon('copy'),
      t('notice.duplicate'),
    ),
    !isOver &&
      h(
        'button',
        { type: 'button', class: 'danger with-icon', onclick: () => retract(stage, notice, again) },
        icon('retract'),
        t('notice.retract'),
      ),
    stage.session.isAdmin &&
      h(
        'a',
        { class: 'button quiet with-icon', href: `stream#notice=${notice.id}` },
        icon('people'),
        t('tail.why'),
      ),
    curlButton(() => asCurl(getNotice(notice.id)), t('notice.title')),
  );
}

/**
 * @param {Stage} stage
 * @param {Notice} notice
 * @param {(notice: Notice) => void} again
 */
async function retract({ session }, notice, again) {
  const request = retractNotice(notice.id, notice.revision);
  const isSure = await confirm({
    title: t('retract.title'),
    text: [
      h('p', { class: 'quote', dir: 'auto' }, notice.title),
      t(notice.status === 'SCHEDULED' ? 'retract.scheduled' : 'retract.text'),
      curlButton(() => asCurl(request), t('notice.retract')),
    ],
    action: t('notice.retract'),
    isDangerous: true,
  });
  if (!isSure) {
    return;
  }
  try {
    again((await session.call(request)).body);
    announce(t('retract.done'));
  } catch (failure) {
    const isStale = failure instanceof Problem && failure.status === 412;
    announce(isStale ? t('retract.stale') : said(failure), { isUrgent: true });
    const now = isStale ? await session.call(getNotice(notice.id)).catch(() => null) : null;
    if (now !== null) {
      again(now.body);
    }
  }
}

/** @param {Notice} notice */
function facts(notice) {
  /** @type {[string, Node | string | undefined][]} */
  const rows = [
    ['fact.by', notice.createdBy],
    ['fact.created', moment(notice.createdAt)],
    ['fact.publish', notice.publishedAt === undefined ? moment(notice.publishAt) : undefined],
    ['fact.published', moment(notice.publishedAt)],
    ['fact.expires', notice.expiresAt === undefined ? t('time.never') : moment(notice.expiresAt)],
    ['fact.revision', String(notice.revision)],
    ['fact.event', notice.eventId === undefined ? undefined : h('code', {}, notice.eventId)],
    ['fact.id', h('code', {}, notice.id)],
  ];
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('notice.facts')),
    h(
      'dl',
      { class: 'facts' },
      rows
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))),
    ),
  );
}

/** @param {string | undefined} instant */
function moment(instant) {
  return instant === undefined
    ? undefined
    : h('span', {}, inFull(instant, language), ' ', h('small', {}, timeOf(instant)));
}

/** @param {Notice} notice */
function audience(notice) {
  const chip = (/** @type {string} */ key) =>
    h('a', { class: `chip ${key.split(':')[0]}`, href: hashOf('', { audience: key }) }, keyName(key));
  const rest = notice.audience.slice(SHOWN);
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('field.audience')),
    h('div', { class: 'chips' }, notice.audience.slice(0, SHOWN).map(chip)),
    rest.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, t('more', { count: rest.length })),
        h('div', { class: 'chips' }, rest.map(chip)),
      ),
  );
}

/** The server takes no others; a page should not rely on that. @param {string} link */
function safe(link) {
  const url = new URL(link, location.origin);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : 'about:blank';
}
