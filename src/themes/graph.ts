import { sparseOf, type Sparse } from './sparse.ts';
import type { Neighbours } from './neighbours.ts';

/**
 * Shared-nearest-neighbour graph (Jarvis & Patrick 1973): every row is tied to its nearest, the tie weighing the share
 * of neighbours that both have (Jaccard), ties in both directions added up. It damps hubs, which are everybody's neighbour.
 */
export function sharedNeighbourGraph(neighbours: Neighbours, rows: number): Sparse {
  const { count, indices } = neighbours;
  const sets = Array.from({ length: rows }, (_, i) => {
    const set = new Set<number>([i]);
    for (let r = 0; r < count; r++)
      if ((indices[i * count + r] as number) >= 0) set.add(indices[i * count + r] as number);
    return set;
  });
  const edges = Array.from({ length: rows }, () => new Map<number, number>());
  for (let i = 0; i < rows; i++)
    for (const j of sets[i] as Set<number>) {
      if (j === i) continue;
      let shared = 0;
      for (const other of sets[i] as Set<number>) if ((sets[j] as Set<number>).has(other)) shared++;
      const weight = shared / ((sets[i] as Set<number>).size + (sets[j] as Set<number>).size - shared);
      if (weight === 0) continue;
      const mine = edges[i] as Map<number, number>;
      const theirs = edges[j] as Map<number, number>;
      mine.set(j, (mine.get(j) ?? 0) + weight);
      theirs.set(i, (theirs.get(i) ?? 0) + weight);
    }
  return sparseOf(edges, rows);
}
