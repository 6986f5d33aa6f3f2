import { seeded, shuffle } from '../tagging/random.ts';
import { sparseOf, type Sparse } from './sparse.ts';

function strengths(graph: Sparse): Float64Array {
  const out = new Float64Array(graph.rows);
  for (let i = 0; i < graph.rows; i++)
    for (let p = graph.starts[i] as number; p < (graph.starts[i + 1] as number); p++)
      out[i] = (out[i] as number) + (graph.values[p] as number);
  return out;
}

/** Moves nodes one by one to the neighbouring community with the greatest gain until none moves; returns whether any did. */
function moveNodes(
  graph: Sparse,
  strength: Float64Array,
  labels: Int32Array,
  resolution: number,
  random: () => number,
): boolean {
  const n = graph.rows;
  const total = strength.reduce((sum, x) => sum + x, 0) || 1;
  const weight = new Float64Array(n);
  labels.forEach((label, i) => (weight[label] = (weight[label] as number) + (strength[i] as number)));
  const order = Int32Array.from({ length: n }, (_, i) => i);
  shuffle(order, random);
  const queued = new Uint8Array(n).fill(1);
  const queue = Array.from(order);
  const ties = new Float64Array(n);
  const touched: number[] = [];
  let moved = false;
  for (let head = 0; head < queue.length && head < 60 * n; head++) {
    const i = queue[head] as number;
    queued[i] = 0;
    const own = labels[i] as number;
    const mine = strength[i] as number;
    touched.length = 0;
    for (let p = graph.starts[i] as number; p < (graph.starts[i + 1] as number); p++) {
      const j = graph.indices[p] as number;
      if (j === i) continue;
      const label = labels[j] as number;
      if (ties[label] === 0) touched.push(label);
      ties[label] = (ties[label] as number) + (graph.values[p] as number);
    }
    weight[own] = (weight[own] as number) - mine;
    let best = own;
    let gain = (ties[own] as number) - (resolution * mine * weight[own]) / total;
    for (const label of touched) {
      const candidate = (ties[label] as number) - (resolution * mine * (weight[label] as number)) / total;
      if (candidate > gain + 1e-12) {
        gain = candidate;
        best = label;
      }
    }
    for (const label of touched) ties[label] = 0;
    weight[best] = (weight[best] as number) + mine;
    if (best === own) continue;
    labels[i] = best;
    moved = true;
    for (let p = graph.starts[i] as number; p < (graph.starts[i + 1] as number); p++) {
      const j = graph.indices[p] as number;
      if (queued[j] === 0 && labels[j] !== best) {
        queued[j] = 1;
        queue.push(j);
      }
    }
  }
  return moved;
}

/** Numbers labels 0, 1, … in the order of their first appearance. */
export function renumber(labels: Int32Array): { readonly labels: Int32Array; readonly count: number } {
  const ids = new Map<number, number>();
  const out = labels.map((label) => {
    if (label < 0) return -1;
    let id = ids.get(label);
    if (id === undefined) ids.set(label, (id = ids.size));
    return id;
  });
  return { labels: out, count: ids.size };
}

function aggregate(graph: Sparse, labels: Int32Array, count: number): Sparse {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  for (let i = 0; i < graph.rows; i++) {
    const row = rows[labels[i] as number] as Map<number, number>;
    for (let p = graph.starts[i] as number; p < (graph.starts[i + 1] as number); p++) {
      const other = labels[graph.indices[p] as number] as number;
      row.set(other, (row.get(other) ?? 0) + (graph.values[p] as number));
    }
  }
  return sparseOf(rows, count);
}

/**
 * Communities by modularity with a resolution (Reichardt & Bornholdt 2006; Louvain: Blondel et al. 2008, with the queue of
 * Leiden: Traag et al. 2019, and a last pass over single nodes). Labels are numbered from 0 in order of appearance.
 */
export function communities(
  graph: Sparse,
  resolution: number,
  seed: number,
): { readonly labels: Int32Array; readonly count: number } {
  const random = seeded(seed);
  let level = graph;
  let mapping = Int32Array.from({ length: graph.rows }, (_, i) => i);
  for (let depth = 0; depth < 20; depth++) {
    const labels = Int32Array.from({ length: level.rows }, (_, i) => i);
    if (!moveNodes(level, strengths(level), labels, resolution, random)) break;
    const { labels: numbered, count } = renumber(labels);
    mapping = mapping.map((node) => numbered[node] as number);
    level = aggregate(level, numbered, count);
  }
  moveNodes(graph, strengths(graph), mapping, resolution, random);
  return renumber(mapping);
}
