import { h } from '../page/h.js';
import { icon } from './icons.js';

/** @import {Words} from './words.js' */

/** What stands in the place of a list. */
export class PanelMessage {
  element = h('div', { class: 'message', part: 'message' });
  #retry;
  #shown = '';

  /** @param {() => void} retry */
  constructor(retry) {
    this.#retry = retry;
  }

  /**
   * @param {'' | 'signed-out' | 'failed' | `empty-${string}`} kind
   * @param {Words} words
   */
  show(kind, words) {
    const shown = kind + words.language;
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const isFailed = kind === 'failed';
    this.element.hidden = !kind;
    this.element.role = isFailed ? 'alert' : 'status';
    const hint = `${kind}-hint`;
    const slot = h(
      'slot',
      { name: kind },
      icon(isFailed ? 'WARNING' : kind === 'empty-archived' ? 'archive' : 'bell'),
      h('strong', {}, words.t(kind)),
      hint in words.entries && words.t(hint),
      isFailed && h('button', { type: 'button', onclick: this.#retry }, words.t('retry')),
    );
    this.element.replaceChildren(...(kind ? [slot] : []));
  }
}
