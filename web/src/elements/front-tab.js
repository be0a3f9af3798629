/**
 * Knows whether this tab is the one that somebody looked at last, of all tabs with the same name: it
 * shows toasts and makes sounds, and the others don't.
 */
export class FrontTab {
  isFront = false;
  /** When this tab was looked at; the latest claim wins. */
  #claim = 0;
  #name;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  #end = new AbortController();

  /** @param {string} name */
  constructor(name) {
    const { signal } = this.#end;
    this.#name = `${name} front`;
    addEventListener('focus', () => this.#take(), { signal });
    // A page that hears something while it is left can't be gone back to.
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#join(), { signal });
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
    this.#join();
  }

  close() {
    this.#leave();
    this.#end.abort();
  }

  #join() {
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data: claim }) => {
      if (claim === 0) {
        this.#look();
      } else if (claim > this.#claim) {
        this.isFront = false;
      }
    };
    this.#look();
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
    this.#channel?.close();
    this.#channel = undefined;
  }
}
