/**
 * How long to stay away, in ms: 1 s at least, and a random time up to a fifth of the outage so far,
 * to 30 s. Random, so that the users of a server that stopped do not come back all at once; by the
 * outage, so that a short one is over soon for everybody.
 *
 * @param {number} outage in ms
 * @param {() => number} random
 */
export function pause(outage, random) {
  const most = Math.min(30_000, Math.max(2_000, outage / 5));
  return Math.round(1_000 + random() * (most - 1_000));
}
