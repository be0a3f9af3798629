/**
 * The notices of whoever is logged in. Types of `tidings.js`, which is one script with everything:
 * the client, and the elements `<tidings-bell>`, `<tidings-toasts>` and `<tidings-banner>`.
 */

/** A notice as its recipients see it. */
export interface Notice {
  readonly id: string;
  /** The event that published it, or last made it news: lists and read marks go by it. */
  readonly eventId: string;
  /** Rises with every change. */
  readonly revision: number;
  /** A slug such as `maintenance`. */
  readonly category: string;
  readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly title: string;
  /** Plain text; may be empty. */
  readonly body: string;
  /** An http or https address, or a path on the page's own server. */
  readonly link?: string;
  /** What the page needs to open it. */
  readonly data?: Record<string, unknown>;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** ISO 8601, UTC; never when absent. */
  readonly expiresAt?: string;
  readonly read?: boolean;
  readonly archived?: boolean;
  /** By the user's preferences: neither counted nor toasted. */
  readonly muted?: boolean;
}

/** What happened to a notice: the detail of `notice`. */
export interface NoticeChange {
  readonly type: 'published' | 'updated' | 'retracted' | 'expired';
  readonly notice: Notice;
  /** Whether it should catch the eye. */
  readonly isNews: boolean;
  /** Whether it came while nobody was connected, so that others may come with it. */
  readonly wasMissed: boolean;
}

/** How many are unread: the detail of `state`. */
export interface Counts {
  /** Never above 100. */
  readonly unread: number;
  /** Whether there are more than 99. */
  readonly capped: boolean;
}

/**
 * How the connection stands: the detail of `connection`.
 *
 * `ended` with the reason `unauthorized` or `no-token-provider` means that nobody is logged in:
 * call `connect()` when somebody is. `until` is by this computer's clock, in ms.
 */
export type Status =
  | { readonly phase: 'connecting' }
  | {
      readonly phase: 'live';
      /** Whether all that was missed has come. */
      readonly caughtUp: boolean;
      /** Whether it polls, since no stream gets through. */
      readonly polling: boolean;
      /** What the server's clock is ahead of this computer's, in ms. */
      readonly ahead: number;
    }
  | { readonly phase: 'waiting'; readonly reason: string; readonly until: number }
  | { readonly phase: 'ended'; readonly reason: string };

/** How notices are shown to a user, never whether they arrive. */
export interface Preferences {
  /** Neither counted nor toasted, unless CRITICAL. */
  mutedCategories: string[];
  /** `HH:mm` and a time zone; over midnight when `from` is later. Absent or null: none. */
  quietHours?: { from: string; to: string; zone: string } | null;
}

/** What to list: everything that is not archived by default. */
export interface Filter {
  status?: 'all' | 'unread' | 'archived';
  category?: string;
  /** A page's length, 20 by default, 100 at most. */
  limit?: number;
}

/**
 * Gives the page's token of whoever is logged in, a JWT; nothing when nobody is. When it rejects,
 * it is asked again later.
 */
export type TokenProvider = () =>
  | Promise<string | null | undefined>
  | string
  | null
  | undefined;

/**
 * One user's notices, newest first, page by page. It stays true by itself; the client sends `state`
 * when it is different.
 */
export interface NoticeList {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly items: Notice[];
  /** What came since; it waits for `showNews`, so that nothing moves under somebody's finger. */
  readonly news: Notice[];
  /** Whether there are older ones to load. */
  readonly hasMore: boolean;
  showNews(): void;
  /** Loads older ones. Never rejects: `phase` tells. */
  more(): Promise<void>;
  /** Begins anew. Never rejects: `phase` tells. */
  reload(): Promise<void>;
  /** It is not looked at any more. */
  close(): void;
}

interface ClientEventMap {
  notice: CustomEvent<NoticeChange>;
  state: CustomEvent<Counts>;
  connection: CustomEvent<Status>;
  /** Who is there now, or null. */
  user: CustomEvent<string | null>;
}

/**
 * The notices of whoever is logged in, without a surface. All tabs of a browser share one stream.
 * When somebody else logs in, nothing of the one is left for the other.
 */
export class TidingsClient extends EventTarget {
  /** `server`: its address; where this script came from by default. */
  constructor(options?: { server?: string; tokenProvider?: TokenProvider | null });

  /** Null: the cookie of the server, for pages of the same origin. */
  tokenProvider: TokenProvider | null;
  /** Whose notices these are; null when nobody is known to be logged in. */
  readonly user: string | null;
  readonly counts: Counts;
  readonly connection: Status;
  readonly preferences: Preferences;
  /** The time by the server's clock, in ms. */
  readonly now: number;
  /** Of this user on this server, for what a page wants to keep for them; null without a user. */
  readonly storageName: string | null;

  /** Connects, or does so again at once; to be called after a log-in without a new page, too. */
  connect(): void;
  /** Ends the connection and forgets the user. */
  disconnect(): void;
  /** A list of this user's notices; null without a user. Make another one after `user`. */
  list(filter?: Filter): NoticeList | null;
  /** A notice that is known here. */
  notice(id: string): Notice | undefined;
  /**
   * Marks it at once, and sends the mark as soon as the server can be reached. This and the next
   * ones reject when the server refuses, and take the mark back.
   */
  markRead(id: string): Promise<void>;
  markUnread(id: string): Promise<void>;
  /** Out of the list, and read. */
  archive(id: string): Promise<void>;
  unarchive(id: string): Promise<void>;
  /** Marks all that have come so far. */
  markAllRead(): Promise<void>;
  savePreferences(preferences: Preferences): Promise<void>;

  addEventListener<K extends keyof ClientEventMap>(
    type: K,
    listener: (event: ClientEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The client of the page, which the elements use unless they are given another one. */
export const tidings: TidingsClient;

/** Texts by key, as in `locales/en.json`: one text, or one for each plural category. */
export type Entries = Record<string, string | Record<string, string>>;

/** Adds a language such as `de`, or other words for one. What it lacks is said in English. */
export function addLanguage(language: string, entries: Entries): void;

interface ElementEventMap {
  /** Somebody wants to see a notice. Cancel it to show the notice in the page's own way. */
  'tidings-open': CustomEvent<{ notice: Notice }>;
  /** Somebody wants to see the list. Cancel it to show the page's own one. */
  'tidings-show': CustomEvent<null>;
}

/** What the elements have in common. Attributes: `lang`, `theme` (`light`, `dark`, `auto`). */
declare class TidingsElement extends HTMLElement {
  /** Whose notices it shows: the page's client, unless it is given another one. */
  client: TidingsClient;

  addEventListener<K extends keyof ElementEventMap>(
    type: K,
    listener: (event: ElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** `<tidings-bell>`: a bell with the number of unread notices; its panel has the list of all. */
export class TidingsBell extends TidingsElement {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/**
 * `<tidings-toasts>`: shows what comes, for five seconds each, in the tab that was looked at last.
 * Attribute `placement`: `bottom-end`, `bottom-start`, `top-end`, `top-start`.
 */
export class TidingsToasts extends TidingsElement {}

/** `<tidings-banner>`: the maintenance and CRITICAL notices in force, until each is dismissed. */
export class TidingsBanner extends TidingsElement {}

export {};

declare global {
  interface HTMLElementTagNameMap {
    'tidings-banner': TidingsBanner;
    'tidings-bell': TidingsBell;
    'tidings-toasts': TidingsToasts;
  }
}
