/**
 * Benjamini–Hochberg q-values (Benjamini & Hochberg 1995, JRSS B 57:289): the smallest false-discovery rate at which each
 * test is flagged. q(i) = min over j ≥ i of p(j) m / j, p sorted ascending. Equal p-values have equal q-values.
 */
export function adjustFalseDiscovery(pValues: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(pValues).sort();
  const q = new Float64Array(sorted.length);
  let smallest = 1;
  for (let rank = sorted.length; rank > 0; rank--) {
    smallest = Math.min(smallest, (sorted[rank - 1]! * sorted.length) / rank);
    q[rank - 1] = smallest;
  }
  return Array.from(pValues, (p) => q[firstAtLeast(sorted, p)]!);
}

/** Position of the first number of an ascending list that is not below `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
