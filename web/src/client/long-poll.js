/**
 * Asks for what came after a position.
 *
 * @typedef {(after: string, wait: boolean, signal: AbortSignal) => Promise<{
 *   events: {id: string, event: string, data: unknown}[],
 *   cursor: string,
 *   reset?: {reason: string},
 * }>} Ask
 */

/** The stream by long polling, for proxies that let no stream through. Behaves as EventSource. */
export class LongPoll extends EventTarget {
  readyState = 0;
  #end = new AbortController();

  /**
   * @param {string} position
   * @param {Ask} ask
   */
  constructor(position, ask) {
    super();
    this.#run(position, ask);
  }

  close() {
    this.readyState = 2;
    this.#end.abort();
  }

  /**
   * @param {string} position
   * @param {Ask} ask
   */
  async #run(position, ask) {
    const { signal } = this.#end;
    try {
      while (!signal.aborted) {
        // The first answer comes at once: it tells that this works.
        const { events, cursor, reset } = await ask(position, this.readyState > 0, signal);
        if (this.readyState === 0) {
          this.readyState = 1;
          this.#send('ready', {}, reset ? cursor : position || cursor);
        }
        if (reset) {
          this.#send('reset', reset, cursor);
        }
        events.forEach(({ event, data, id }) => this.#send(event, data, id));
        this.#send('cursor', {}, cursor);
        position = cursor;
      }
    } catch {
      if (!signal.aborted) {
        this.close();
        this.dispatchEvent(new Event('error'));
      }
    }
  }

  /**
   * @param {string} event
   * @param {unknown} data
   * @param {string} lastEventId
   */
  #send(event, data, lastEventId) {
    if (!this.#end.signal.aborted) {
      this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }));
    }
  }
}
