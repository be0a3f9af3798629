/**
 * Compares two positions in the log, `<epoch>-<seq>`: negative when a comes first.
 *
 * @param {string} a
 * @param {string} b
 */
export function compare(a, b) {
  const [epochA = 0, seqA = 0] = a.split('-').map(Number);
  const [epochB = 0, seqB = 0] = b.split('-').map(Number);
  return epochA - epochB || seqA - seqB;
}
