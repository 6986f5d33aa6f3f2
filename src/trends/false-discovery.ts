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

/** A topic's test and those of the segments inside it. */
export interface TestFamily {
  readonly p: number;
  readonly children: readonly number[];
}

/**
 * Hierarchical selection (Benjamini & Bogomolov 2014, JRSS B 76:297): families by Benjamini–Hochberg at `rate`; inside the
 * S selected of m families, children at rate · S / m, which keeps the average false-discovery rate over the selected
 * families. Answers one list a family: undefined when it was not selected, else which children are.
 */
export function selectHierarchically(families: readonly TestFamily[], rate: number): (boolean[] | undefined)[] {
  const selected = adjustFalseDiscovery(families.map(({ p }) => p)).map((q) => q <= rate);
  const share = selected.filter(Boolean).length / Math.max(1, families.length);
  return families.map(({ children }, i) =>
    selected[i] === true ? adjustFalseDiscovery(children).map((q) => q <= rate * share) : undefined,
  );
}
