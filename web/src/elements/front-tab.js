/**
 * Knows whether this tab is the one that somebody looked at last, of all tabs with the same name: it
 * shows toasts and makes sounds, and the others don't.
 */
export class FrontTab {
  isFront = false;
  /** When this tab was looked at; the latest claim wins. */
  #claim = 0;
  #channel;
  #end = new AbortController();

  /** @param {string} name */
  constructor(name) {
    const { signal } = this.#end;
    this.#channel = globalThis.BroadcastChannel ? new BroadcastChannel(`${name} front`) : null;
    this.#channel?.addEventListener('message', ({ data: claim }) => {
      if (claim === 0) {
        this.#look();
      } else if (claim > this.#claim) {
        this.isFront = false;
      }
    });
    addEventListener('focus', () => this.#take(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', () => this.#look(), { signal });
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
    this.#look();
  }

  close() {
    this.#leave();
    this.#end.abort();
    this.#channel?.close();
  }

  #look() {
    if (document.visibilityState === 'visible') {
      this.#take();
    }
  }

  #take() {
    this.isFront = true;
    this.#claim = Date.now() + Math.random();
    this.#channel?.postMessage(this.#claim);
  }

  #leave() {
    if (this.isFront) {
      this.isFront = false;
      this.#channel?.postMessage(0);
    }
  }
}
