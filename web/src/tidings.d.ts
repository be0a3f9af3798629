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
