import { h } from '../page/h.js';
import { BellPanel } from './bell-panel.js';
import { bellStyle } from './bell-style.js';
import { icon } from './icons.js';
import { style } from './style.js';
import { TidingsElement } from './tidings-element.js';

/** @import {NoticeChange} from '../tidings.js' */

/** Between the button and the panel, and around it, in px. */
const GAP = 8;

/** Below that, a panel rather opens above the button. */
const ROOM = 360;

/**
 * `<tidings-bell>`: a bell with the number of unread notices; its panel has the list of all.
 *
 * Attributes: `lang`, `theme` (`light`, `dark`, `auto`; else as the page). Events: `tidings-open`
 * (cancelable; detail: `{notice}`), `tidings-count` (detail: Counts).
 */
export class TidingsBell extends TidingsElement {
  #badge = h('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
  #button = h('button', {
    type: 'button',
    class: 'bell',
    part: 'button',
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
    // The first sign of interest; what is loaded now need not be waited for.
    onpointerenter: () => this.#panel.prepare(),
    onfocus: () => this.#panel.prepare(),
  });
  #panel = new BellPanel(this);
  #told = '';

  constructor() {
    super([style, bellStyle]);
    const { element } = this.#panel;
    this.#button.append(h('slot', { name: 'icon' }, icon('bell')), this.#badge);
    this.#button.addEventListener('animationend', () => this.#button.classList.remove('ringing'));
    this.#button.popoverTargetElement = element;
    element.addEventListener('beforetoggle', ({ newState }) => newState === 'open' && this.#place());
    element.addEventListener('toggle', ({ newState }) => {
      this.#button.setAttribute('aria-expanded', String(newState === 'open'));
    });
    this.root.append(this.#button, element);
  }

  get isOpen() {
    return this.#panel.isOpen;
  }

  /** Opens the panel. */
  open() {
    this.#panel.element.showPopover();
  }

  close() {
    this.#panel.element.hidePopover();
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.#button.focus(options);
  }

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.client.addEventListener('user', () => this.#panel.forget(), { signal });
    this.client.addEventListener(
      'notice',
      (event) => {
        const { isNews } = /** @type {CustomEvent<NoticeChange>} */ (event).detail;
        this.#button.classList.toggle('ringing', isNews);
      },
      { signal },
    );
    const place = () => this.isOpen && this.#place();
    addEventListener('resize', place, { signal });
    addEventListener('scroll', place, { signal, capture: true, passive: true });
    signal.addEventListener('abort', () => this.#panel.forget());
  }

  show() {
    const { words, client } = this;
    const { unread, capped } = client.counts;
    this.#badge.textContent = capped ? '99+' : words.numbers.format(unread);
    this.#badge.hidden = unread === 0;
    const label = capped ? words.t('bell-capped') : words.t('bell', unread);
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#panel.show();
    const told = `${unread} ${capped}`;
    if (told !== this.#told) {
      this.#told = told;
      this.dispatchEvent(
        new CustomEvent('tidings-count', { detail: { unread, capped }, bubbles: true }),
      );
    }
  }

  /** Puts the panel below the button, at its end, and inside the window. */
  #place() {
    const { style: at } = this.#panel.element;
    const button = this.#button.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(400, clientWidth - 2 * GAP);
    const isRightToLeft = getComputedStyle(this).direction === 'rtl';
    const left = isRightToLeft ? button.left : button.right - width;
    at.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP))}px`;
    const below = clientHeight - button.bottom - 2 * GAP;
    const isAbove = below < ROOM && button.top > below;
    at.top = isAbove ? 'auto' : `${button.bottom + GAP}px`;
    at.bottom = isAbove ? `${clientHeight - button.top + GAP}px` : 'auto';
    at.right = 'auto';
    at.maxHeight = `${Math.min(640, isAbove ? button.top - 2 * GAP : below)}px`;
  }
}
