/**
 * Benjamini–Hochberg q-values (Benjamini & Hochberg 1995, JRSS B 57:289): the smallest false-discovery rate at which each
 * test is flagged. q(i) = min over j ≥ i of p(j) m / j, p sorted ascending.
 */
export function adjustFalseDiscovery(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).toSorted((a, b) => pValues[a]! - pValues[b]!);
  const q = Array.from({ length: pValues.length }, () => 1);
  let smallest = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const i = order[rank - 1]!;
    smallest = Math.min(smallest, (pValues[i]! * order.length) / rank);
    q[i] = smallest;
  }
  return q;
}
