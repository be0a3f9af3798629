import { h } from '../page/h.js';

/** What can be led to: an input, or a picker of several. @typedef {{focus: () => void}} Focusable */

/** What is wrong with the fields of a form, said at each of them. */
export class FieldProblems {
  /** @type {Map<string, {place: Focusable, said: HTMLElement}>} */
  #fields = new Map();

  /**
   * Gives a field a line for what is wrong with it, with the id `problem-<field>`.
   *
   * @param {string} field
   * @param {Focusable} place
   */
  lineFor(field, place) {
    const said = h('p', { class: 'field-problem', id: `problem-${field}` });
    this.#fields.set(field, { place, said });
    return said;
  }

  /**
   * Says what is wrong, and leads to the first field of which something is.
   *
   * @param {Map<string, string>} problems field and text; empty takes away what was said
   * @returns {boolean} whether all of them have a place here
   */
  complain(problems) {
    for (const field of this.#fields.keys()) {
      this.#say(field, problems.get(field) ?? '');
    }
    const first = [...this.#fields].find(([field]) => problems.has(field));
    if (first !== undefined) {
      const [, { place, said }] = first;
      said.closest('details')?.setAttribute('open', '');
      place.focus();
    }
    return [...problems.keys()].every((field) => this.#fields.has(field));
  }

  /**
   * Says of fields that were complained of how they are by now. Who is still typing is told of
   * nothing new.
   *
   * @param {Map<string, string>} problems
   */
  relent(problems) {
    for (const [field, { said }] of this.#fields) {
      if (said.textContent !== '') {
        this.#say(field, problems.get(field) ?? '');
      }
    }
  }

  /**
   * @param {string} field
   * @param {string} text empty for nothing
   */
  #say(field, text) {
    const { place, said } = /** @type {{place: Focusable, said: HTMLElement}} */ (this.#fields.get(field));
    said.textContent = text;
    if (place instanceof HTMLElement) {
      if (text === '') {
        place.removeAttribute('aria-invalid');
      } else {
        place.setAttribute('aria-invalid', 'true');
      }
    }
  }
}
