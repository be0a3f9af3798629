/**
 * Not a test to run, but to be checked by tsc: the types that are shipped, in `tidings.d.ts`, are
 * those of the source.
 */
import * as source from '../src/tidings-elements.js';

/** @typedef {typeof import('../src/tidings.js')} Shipped */

/** What a class offers beyond those it is made of. @template T, B @typedef {Exclude<keyof T, keyof B>} Own */

/** What is shipped can be had, with these types. */
/** @satisfies {Omit<Shipped, 'TidingsClient' | 'TidingsBell' | 'TidingsToasts' | 'TidingsBanner' | 'tidings'>} */
export const functions = source;

/** @type {Pick<import('../src/tidings.js').TidingsClient, Own<import('../src/tidings.js').TidingsClient, EventTarget>>} */
export const client = new source.TidingsClient({ server: '', tokenProvider: async () => '' });

/** @type {Omit<Pick<import('../src/tidings.js').TidingsBell, Own<import('../src/tidings.js').TidingsBell, HTMLElement>>, 'client'>} */
export const bell = new source.TidingsBell();

/** @type {import('../src/tidings.js').NoticeList | null} */
export const list = client.list({ status: 'unread', category: 'event', limit: 20 });

/** And nothing else is there: these have to be of no type at all. */
/** @type {Exclude<keyof typeof source, keyof Shipped>[]} */
export const unshipped = [];
/** @type {Exclude<keyof Shipped, keyof typeof source>[]} */
export const missing = [];
/** @type {Own<source.TidingsClient, import('../src/tidings.js').TidingsClient>[]} */
export const unshippedOfClient = [];
/** @type {never[]} */
export const nothing = [...unshipped, ...missing, ...unshippedOfClient];
