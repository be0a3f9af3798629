import { bellStyle } from '../elements/bell-style.js';
import { noticeRow } from '../elements/notice-row.js';
import { style } from '../elements/style.js';
import { TidingsBanner } from '../elements/tidings-banner.js';
import { toastItem } from '../elements/toast.js';
import { toastsStyle } from '../elements/toasts-style.js';
import { ENGLISH, wordsOf } from '../elements/words.js';
import { h } from '../page/h.js';
import { language, t } from '../page/words.js';
import { SERVER } from '../tidings-client.js';

/** @import {Draft} from './draft.js' */
/** @import {Notice} from '../tidings.js' */

/** What the bell and the toasts do by themselves, and a picture of them does not. */
const still = `
:host { display: block; color: var(--ink); }
ul, ol { border-radius: var(--radius); background: var(--surface); }
ul { overflow: hidden; box-shadow: 0 0 0 1px var(--line); }
.actions { display: none; }
.toast { animation: none; }
.row { content-visibility: visible; }
`;

customElements.get('tidings-banner') ?? customElements.define('tidings-banner', TidingsBanner);

/** Shows a draft as its readers will see it: drawn by the same code, with nobody's notices. */
export class Preview {
  #row = surface([style, bellStyle, still]);
  #toast = surface([style, toastsStyle, still]);
  #banner = new TidingsBanner();
  #nobody = new Nobody();
  #noBanner = h('p', { class: 'hint' }, t('preview.no-banner'));
  #frame = h('div', { class: 'surface', inert: true });
  #words = ENGLISH;
  /** @type {Draft | null} */
  #draft = null;

  constructor() {
    this.#banner.lang = language;
    this.#banner.client = /** @type {any} */ (this.#nobody);
    this.#frame.append(
      part('preview.banner', this.#banner, this.#noBanner),
      part('preview.row', this.#row.host),
      part('preview.toast', this.#toast.host),
    );
    this.element = h(
      'section',
      { class: 'preview', 'aria-label': t('preview.title') },
      h('h2', {}, t('preview.title')),
      h(
        'div',
        { class: 'actions' },
        choice('theme', ['light', 'dark'], (theme) => this.#paint(theme)),
        choice('width', ['wide', 'phone'], (width) => (this.#frame.dataset.width = width)),
      ),
      this.#frame,
    );
    this.#paint(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    wordsOf(language, SERVER).then((words) => {
      this.#words = words;
      this.#draft && this.show(this.#draft);
    });
  }

  /** @param {Draft} draft */
  show(draft) {
    this.#draft = draft;
    const notice = this.#nobody.take(draft);
    this.#row.root.replaceChildren(h('ul', {}, noticeRow(notice, this.#words, () => {})));
    this.#toast.root.replaceChildren(
      h('ol', {}, toastItem({ key: '', notice, count: 1, left: 0 }, this.#words, () => {})),
    );
    for (const time of this.#row.root.querySelectorAll('time')) {
      time.textContent = this.#words.t('just-now');
    }
    const hasBanner = notice.category === 'maintenance' || notice.severity === 'CRITICAL';
    this.#noBanner.hidden = hasBanner;
    this.#banner.hidden = !hasBanner;
  }

  /** @param {string} theme */
  #paint(theme) {
    this.#frame.dataset.theme = theme;
    for (const host of [this.#row.host, this.#toast.host, this.#banner]) {
      host.setAttribute('theme', theme);
    }
    const radio = this.element.querySelector(`input[name=preview-theme][value=${theme}]`);
    /** @type {HTMLInputElement} */ (radio).checked = true;
  }
}

/** A client of somebody who has one notice, and no server. */
class Nobody extends EventTarget {
  storageName = 'preview';
  user = null;
  #revision = 0;
  /** @type {Notice[]} */
  items = [];

  connect() {}

  list() {
    return { items: this.items, news: [], close() {} };
  }

  /** @param {Draft} draft @returns {Notice} */
  take({ title, body, severity, category, link }) {
    const notice = {
      id: 'preview',
      eventId: '0-0',
      revision: ++this.#revision,
      category: category === '' ? 'notice' : category,
      severity,
      title: title === '' ? t('preview.no-title') : title,
      body,
      link,
      publishedAt: new Date().toISOString(),
    };
    this.items.splice(0, 1, notice);
    this.dispatchEvent(new CustomEvent('state'));
    return notice;
  }
}

/** A place with the looks of an element. @param {string[]} css */
function surface(css) {
  const host = h('div', { lang: language });
  const shadow = host.attachShadow({ mode: 'open' });
  const root = h('div');
  shadow.adoptedStyleSheets = css.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  shadow.append(root);
  return { host, root };
}

/**
 * @param {string} key
 * @param {...HTMLElement} content
 */
function part(key, ...content) {
  return h('div', { class: 'part' }, h('p', { class: 'hint' }, t(key)), content);
}

/**
 * @param {string} name
 * @param {string[]} values the first one is chosen
 * @param {(value: string) => void} onChoice
 */
function choice(name, values, onChoice) {
  return h(
    'div',
    { class: 'choices', role: 'group', 'aria-label': t(`preview.${name}`) },
    values.map((value, i) =>
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: `preview-${name}`,
          value,
          checked: i === 0,
          onchange: () => onChoice(value),
        }),
        h('span', {}, t(`preview.${value}`)),
      ),
    ),
  );
}
