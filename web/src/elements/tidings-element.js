import { SERVER, tidings } from '../tidings-client.js';
import { ENGLISH, wordsOf } from './words.js';

/** @import {TidingsClient} from '../tidings-client.js' */

/** The worker runs the same script, and has no elements. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/** Made when needed, since the worker has none; and without markup, which policies forbid. */
function sheet(/** @type {string} */ css) {
  const made = sheets.get(css) ?? new CSSStyleSheet();
  if (!sheets.has(css)) {
    made.replaceSync(css);
    sheets.set(css, made);
  }
  return made;
}

/** What the elements have in common: a client, a language, and one rendering for a frame. */
export class TidingsElement extends Base {
  static observedAttributes = ['lang'];

  words = ENGLISH;
  /** @type {TidingsClient} */
  #client = tidings;
  /** Ends with the connection to the page. @type {AbortController | null} */
  #end = null;
  #isRendering = false;

  /** @param {string[]} css */
  constructor(css) {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = css.map(sheet);
  }

  /** @returns {ShadowRoot} */
  get root() {
    return /** @type {ShadowRoot} */ (this.shadowRoot);
  }

  /** Whose notices it shows: the page's client, unless it is given another one. */
  get client() {
    return this.#client;
  }

  set client(client) {
    this.#client = client;
    if (this.isConnected) {
      this.disconnectedCallback();
      this.connectedCallback();
    }
  }

  connectedCallback() {
    this.#end = new AbortController();
    const { signal } = this.#end;
    for (const type of ['state', 'connection', 'user']) {
      this.#client.addEventListener(type, () => this.render(), { signal });
    }
    this.connected(signal);
    this.#speak();
    this.#client.connect();
    this.render();
  }

  disconnectedCallback() {
    this.#end?.abort();
    this.#end = null;
  }

  attributeChangedCallback() {
    if (this.isConnected) {
      this.#speak();
    }
  }

  /** Shows how things are now, with the next frame of the browser. */
  render() {
    if (!this.#isRendering) {
      this.#isRendering = true;
      requestAnimationFrame(() => {
        this.#isRendering = false;
        if (this.isConnected) {
          this.show();
        }
      });
    }
  }

  /** Is in a page from now until the signal. @param {AbortSignal} _signal */
  connected(_signal) {}

  show() {}

  async #speak() {
    const language = this.closest('[lang]')?.getAttribute('lang') || navigator.language;
    this.words = await wordsOf(language, SERVER);
    this.render();
  }
}
