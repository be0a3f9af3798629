import { h } from '../page/h.js';
import { languageChoice } from '../page/language-choice.js';

/** The bar on top. @param {...(Node | string | false)} right what stands at its end */
export function bar(...right) {
  return h(
    'header',
    { class: 'bar' },
    h(
      'a',
      { class: 'brand', href: './' },
      h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }),
      'Tidings',
    ),
    h('div', { class: 'who' }, languageChoice(), ...right),
  );
}
