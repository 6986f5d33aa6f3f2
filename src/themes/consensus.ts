import { communities } from './communities.ts';
import { sharedNeighbourGraph } from './graph.ts';
import { nearest, type Neighbours } from './neighbours.ts';
import type { Dense, Sparse } from './sparse.ts';

/** A partition: labels 0…count-1, -1 for points without a vector. */
export interface Partition {
  readonly labels: Int32Array;
  readonly count: number;
}

function nearestFew(all: Neighbours, rows: number, few: number): Neighbours {
  const indices = new Int32Array(rows * few);
  for (let i = 0; i < rows; i++)
    for (let r = 0; r < few; r++) indices[i * few + r] = all.indices[i * all.count + r] as number;
  return { count: few, indices, similarities: all.similarities };
}

/**
 * Communities of a graph, the resolution searched by bisection until their number is within `tolerance` of k, or as near
 * as it gets.
 */
export function communitiesOf(graph: Sparse, k: number, seed: number, tolerance = 0): Partition {
  let low = 0.01;
  let high = 200;
  let best: Partition | undefined;
  for (let step = 0; step < 16; step++) {
    const middle = Math.sqrt(low * high);
    const found = communities(graph, middle, seed);
    if (best === undefined || Math.abs(found.count - k) < Math.abs(best.count - k)) best = found;
    if (Math.abs(found.count - k) <= tolerance) break;
    if (found.count > k) high = middle;
    else low = middle;
  }
  return best ?? { labels: new Int32Array(graph.rows), count: graph.rows === 0 ? 0 : 1 };
}

/** The runs whose agreement is asked may miss the number of communities by this share. */
const NEAR_ENOUGH = 0.04;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
}

/** Ties weighed by the square of how often both ends met in one community of the runs (evidence accumulation: Fred & Jain 2005). */
function agreement(graph: Sparse, runs: readonly Partition[]): Sparse {
  const values = new Float32Array(graph.values.length);
  for (let i = 0; i < graph.rows; i++)
    for (let p = graph.starts[i] as number; p < (graph.starts[i + 1] as number); p++) {
      const j = graph.indices[p] as number;
      let met = 0;
      for (const run of runs) if (run.labels[i] === run.labels[j]) met++;
      values[p] = (met / runs.length) ** 2;
    }
  return { ...graph, values };
}

/**
 * Consensus of graph partitions: communities of shared-neighbour graphs of three widths and several seeds and sizes,
 * their agreement as a new graph, communities of that. `k` fixes their number; otherwise `resolution` does (the default
 * was chosen on Banking77 and MASSIVE: 3 gave the number of intents within a third on each, and the same within a few
 * per cent after 5 % of the texts changed).
 */
export function consensus(
  points: Dense,
  options: { readonly k?: number; readonly resolution?: number; readonly seed: number },
): Partition {
  const n = points.rows;
  if (n < 3) return { labels: new Int32Array(n), count: n === 0 ? 0 : 1 };
  const widest = Math.min(n - 1, Math.max(3, Math.min(20, Math.round(Math.sqrt(n) * 0.8))));
  const all = nearest(points, widest);
  const graphs = [0.45, 0.7, 1].map((share) =>
    sharedNeighbourGraph(nearestFew(all, n, Math.max(2, Math.round(widest * share))), n),
  );
  const middle = graphs[1] as Sparse;
  const seeds = [1, 2, 3].map((i) => options.seed * 31 + i);
  const k = options.k ?? median(seeds.map((seed) => communities(middle, options.resolution ?? 3, seed).count));
  const runs: Partition[] = [];
  for (const graph of graphs)
    for (const share of [0.75, 1, 1.33])
      for (const seed of seeds.slice(0, 2)) {
        const wanted = Math.max(1, Math.round(k * share));
        runs.push(communitiesOf(graph, wanted, seed, Math.floor(wanted * NEAR_ENOUGH)));
      }
  return communitiesOf(agreement(graphs[2] as Sparse, runs), k, options.seed);
}
