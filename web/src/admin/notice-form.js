import { h } from '../page/h.js';
import { t } from '../page/words.js';
import { AudiencePicker } from './audience-picker.js';
import { CATEGORIES, length, problemsOf } from './draft.js';
import { FieldProblems } from './field-problems.js';
import { audienceChips, categoryName } from './labels.js';
import { toInstant } from './local-time.js';
import { TimePicker } from './time-picker.js';

/** @import {Draft} from './draft.js' */

const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'];

const HOUR = 60;

/**
 * The fields of a notice.
 *
 * Sends `change` whenever one does.
 */
export class NoticeForm extends EventTarget {
  #said = new FieldProblems();
  #audience;
  #publishAt;
  #expiresAt;
  #severity;
  /** @type {Record<'title' | 'body' | 'category' | 'link' | 'data', HTMLInputElement | HTMLTextAreaElement>} */
  #texts;
  #fixedAudience;

  /**
   * @param {Draft} draft what it begins with
   * @param {{isPublished: boolean, belowAudience?: HTMLElement}} options published: audience and time
   *     of publication are fixed
   */
  constructor(draft, { isPublished, belowAudience }) {
    super();
    this.#fixedAudience = isPublished ? draft.audience : null;
    this.#audience = new AudiencePicker(draft.audience);
    this.#publishAt = new TimePicker({
      name: 'publishAt',
      value: draft.publishAt,
      none: t('time.now'),
      some: t('time.later'),
      shortcuts: [
        [t('time.in-hours', { count: 1 }), HOUR],
        [t('time.in-days', { count: 1 }), 24 * HOUR],
      ],
      usual: HOUR,
      from: () => Date.now(),
    });
    this.#expiresAt = new TimePicker({
      name: 'expiresAt',
      value: draft.expiresAt,
      none: t('time.never'),
      some: t('time.at'),
      shortcuts: [
        [t('time.after-hours', { count: 1 }), HOUR],
        [t('time.after-days', { count: 1 }), 24 * HOUR],
        [t('time.after-days', { count: 7 }), 7 * 24 * HOUR],
      ],
      usual: 24 * HOUR,
      from: () => Date.parse(toInstant(this.#publishAt.value) ?? new Date().toISOString()),
    });
    this.#severity = SEVERITIES.map((severity) =>
      h('input', {
        type: 'radio',
        name: 'severity',
        value: severity,
        checked: severity === draft.severity,
      }),
    );
    this.#texts = {
      title: h('input', { name: 'title', value: draft.title, autocomplete: 'off', dir: 'auto' }),
      body: h('textarea', { name: 'body', rows: 5, dir: 'auto' }),
      category: h('input', {
        name: 'category',
        value: draft.category,
        list: 'categories',
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
      }),
      link: h('input', {
        name: 'link',
        value: draft.link,
        inputmode: 'url',
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
        placeholder: t('field.link.example'),
      }),
      data: h('textarea', {
        name: 'data',
        rows: Math.min(12, Math.max(3, draft.data.split('\n').length)),
        spellcheck: 'false',
        class: 'code',
        placeholder: '{"ticket": 42}',
      }),
    };
    this.#texts.body.value = draft.body;
    this.#texts.data.value = draft.data;
    if (belowAudience !== undefined) {
      this.#audience.element.append(belowAudience);
    }
    this.element = this.#build(isPublished);
    this.element.addEventListener('input', () => this.#changed());
    this.element.addEventListener('change', () => this.#changed());
    this.element.addEventListener('keydown', submitByKey);
    for (const picker of [this.#audience, this.#publishAt, this.#expiresAt]) {
      picker.addEventListener('change', () => this.#changed());
    }
  }

  /** @returns {Draft} */
  get draft() {
    const { title, body, category, link, data } = this.#texts;
    const severity = this.#severity.find((radio) => radio.checked)?.value ?? 'INFO';
    return {
      audience: this.#fixedAudience ?? this.#audience.value,
      title: title.value,
      body: body.value,
      severity: /** @type {Draft['severity']} */ (severity),
      category: category.value.trim(),
      link: link.value.trim(),
      data: data.value,
      publishAt: this.#publishAt.value,
      expiresAt: this.#expiresAt.value,
    };
  }

  /** Takes what is typed and not taken yet, before the draft is sent. */
  settle() {
    this.#audience.take();
  }

  /**
   * What is wrong with the draft.
   *
   * @returns {Map<string, string>} field and text
   */
  get problems() {
    /** @type {[string, string][]} */
    const problems = [...problemsOf(this.draft, Date.now())].map(([field, { key, values }]) => [
      field,
      t(key, values),
    ]);
    /** @type {[string, TimePicker][]} */
    const times = [
      ['publishAt', this.#publishAt],
      ['expiresAt', this.#expiresAt],
    ];
    const missing = times.filter(([, picker]) => picker.isIncomplete);
    return new Map([
      ...problems,
      ...missing.map(([field]) => /** @type {[string, string]} */ ([field, t('problem.time.missing')])),
    ]);
  }

  /**
   * Says what is wrong at its field, and leads to the first one.
   *
   * @param {Map<string, string>} problems field and text; empty takes away what was said
   * @returns {boolean} whether all of them have a place here
   */
  complain(problems) {
    return this.#said.complain(problems);
  }

  #changed() {
    this.#said.relent(this.problems);
    this.dispatchEvent(new Event('change'));
  }

  /** @param {boolean} isPublished */
  #build(isPublished) {
    const { title, body, category, link, data } = this.#texts;
    const datalist = h(
      'datalist',
      { id: 'categories' },
      CATEGORIES.map((slug) => h('option', { value: slug }, categoryName(slug))),
    );
    return h(
      'div',
      { class: 'fields' },
      isPublished
        ? h(
            'div',
            { class: 'group' },
            h('p', { class: 'legend' }, t('field.audience')),
            audienceChips(this.#fixedAudience ?? [], 12),
            h('p', { class: 'hint' }, t('audience.fixed')),
          )
        : this.#group('audience', this.#audience, this.#audience.element),
      this.#field('title', title, { most: 200 }),
      this.#field('body', body, { most: 10_000, isOptional: true }),
      h(
        'div',
        { class: 'pair' },
        this.#group(
          'severity',
          /** @type {HTMLInputElement} */ (this.#severity[0]),
          h(
            'div',
            { class: 'choices' },
            this.#severity.map((radio) =>
              h('label', {}, radio, h('span', {}, t(`severity.${radio.value}`))),
            ),
          ),
        ),
        this.#field('category', category, { hint: t('field.category.hint') }),
      ),
      datalist,
      !isPublished && this.#group('publishAt', this.#publishAt, this.#publishAt.element),
      this.#group('expiresAt', this.#expiresAt, this.#expiresAt.element),
      h(
        'details',
        { class: 'further', open: link.value !== '' || data.value !== '' },
        h('summary', {}, t('field.further')),
        this.#field('link', link, { isOptional: true, hint: t('field.link.hint') }),
        this.#field('data', data, { isOptional: true, hint: t('field.data.hint') }),
      ),
    );
  }

  /**
   * @param {'title' | 'body' | 'category' | 'link' | 'data'} name
   * @param {HTMLInputElement | HTMLTextAreaElement} input
   * @param {{most?: number, isOptional?: boolean, hint?: string}} options most: characters
   */
  #field(name, input, { most, isOptional = false, hint }) {
    input.id = `field-${name}`;
    const describedBy = [`problem-${name}`, ...(hint === undefined ? [] : [`hint-${name}`])];
    input.setAttribute('aria-describedby', describedBy.join(' '));
    const count = h('small', { class: 'count', 'aria-hidden': 'true' });
    const tell = () => {
      const used = length(input.value);
      count.textContent = most === undefined ? '' : t('field.count', { used, most });
      count.classList.toggle('is-over', most !== undefined && used > most);
    };
    input.addEventListener('input', tell);
    tell();
    return h(
      'div',
      { class: 'field' },
      h(
        'label',
        { for: input.id },
        t(`field.${name}`),
        isOptional && h('small', {}, ' ', t('field.optional')),
      ),
      count,
      input,
      this.#said.lineFor(name, input),
      hint !== undefined && h('p', { class: 'hint', id: `hint-${name}` }, hint),
    );
  }

  /**
   * @param {string} name
   * @param {{focus: () => void}} place
   * @param {HTMLElement} content
   */
  #group(name, place, content) {
    return h(
      'fieldset',
      { class: 'group' },
      h('legend', {}, t(`field.${name}`)),
      content,
      this.#said.lineFor(name, place),
    );
  }
}

/** Ctrl+Enter sends the form from any of its fields, those of many lines too. @param {KeyboardEvent} event */
function submitByKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
    event.preventDefault();
    /** @type {HTMLElement} */ (event.target).closest('form')?.requestSubmit();
  }
}
