import { h } from '../page/h.js';
import { BellPanel } from './bell-panel.js';
import { bellStyle } from './bell-style.js';
import { icon } from './icons.js';
import { style } from './style.js';
import { TidingsElement } from './tidings-element.js';

/** Between the button and the panel, and around it, in px. */
const GAP = 8;

/** Below that, a panel rather opens above the button. */
const ROOM = 360;

/**
 * `<tidings-bell>`: a bell with the number of unread notices; its panel has the list of all.
 *
 * Attributes: `lang`, `theme` (`light`, `dark`, `auto`; else as the page). Events: `tidings-open`
 * (cancelable; detail: `{notice}`).
 */
export class TidingsBell extends TidingsElement {
  #badge = h('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
  #button = h('button', {
    type: 'button',
    class: 'bell',
    part: 'button',
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
    // The first sign of interest; what is loaded now need not be waited for.
    onpointerenter: () => this.#panel.prepare(),
    onfocus: () => this.#panel.prepare(),
  });
  #panel = new BellPanel(this);

  constructor() {
    super([style, bellStyle]);
    const { element } = this.#panel;
    this.#button.append(h('slot', { name: 'icon' }, icon('bell')), this.#badge);
    this.#button.popoverTargetElement = element;
    element.addEventListener('beforetoggle', ({ newState }) => newState === 'open' && this.#place());
    element.addEventListener('toggle', ({ newState }) => {
      this.#button.ariaExpanded = String(newState === 'open');
      const { activeElement, body } = document;
      if (newState === 'closed' && (activeElement === this || activeElement === body)) {
        // The focus was inside, or is nowhere.
        this.focus();
      }
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
    this.#button.ariaLabel = label;
    this.#panel.show();
  }

  /** Puts the panel below the button, or above, at its end, and inside the window. */
  #place() {
    const { style: at } = this.#panel.element;
    const { top, bottom, left, right } = this.#button.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(400, clientWidth - 2 * GAP);
    const below = clientHeight - bottom;
    const isAbove = below < ROOM && top > below;
    const wanted = this.matches(':dir(rtl)') ? left : right - width;
    const x = Math.max(GAP, Math.min(wanted, clientWidth - width - GAP));
    at.inset = isAbove
      ? `auto auto ${clientHeight - top + GAP}px ${x}px`
      : `${bottom + GAP}px auto auto ${x}px`;
    at.maxHeight = `${Math.min(640, (isAbove ? top : below) - 2 * GAP)}px`;
  }
}
