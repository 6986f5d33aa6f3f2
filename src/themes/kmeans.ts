import { kmeans } from 'ml-kmeans';

import { seeded } from '../tagging/random.ts';
import type { Partition } from './consensus.ts';
import { dot } from './neighbours.ts';
import { dense, type Dense } from './sparse.ts';

/** Mean of the rows of every label (not of unit length); rows labelled -1 are left out. */
export function centroidsOf(points: Dense, labels: Int32Array, count: number): Dense {
  const out = dense(count, points.columns);
  const sizes = new Float64Array(count);
  labels.forEach((label, i) => {
    if (label < 0) return;
    sizes[label] = (sizes[label] as number) + 1;
    for (let c = 0; c < points.columns; c++) {
      const at = label * points.columns + c;
      out.data[at] = (out.data[at] as number) + (points.data[i * points.columns + c] as number);
    }
  });
  for (let l = 0; l < count; l++)
    for (let c = 0; c < points.columns; c++) {
      const at = l * points.columns + c;
      out.data[at] = (out.data[at] as number) / ((sizes[l] as number) || 1);
    }
  return out;
}

/** Rows as ml-kmeans wants them: plain arrays (typed rows are 2.8 times slower there). */
export function rowsOf(points: Dense): number[][] {
  return Array.from({ length: points.rows }, (_, i) =>
    Array.from(points.data.subarray(i * points.columns, (i + 1) * points.columns)),
  );
}

/**
 * Seeds by k-means++ (Arthur & Vassilvitskii 2007) on typed arrays; returns row numbers, fewer than k when there are
 * fewer distinct rows.
 */
export function plusPlusSeeds(points: Dense, k: number, seed: number): number[] {
  const { rows, columns, data } = points;
  const random = seeded(seed);
  const chosen = rows === 0 || k < 1 ? [] : [Math.floor(random() * rows)];
  const squares = Float64Array.from({ length: rows }, (_, i) => dot(data, i * columns, data, i * columns, columns));
  const distances = new Float64Array(rows).fill(Infinity);
  while (chosen.length > 0 && chosen.length < Math.min(k, rows)) {
    const last = chosen.at(-1) as number;
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const far =
        (squares[i] as number) + (squares[last] as number) - 2 * dot(data, i * columns, data, last * columns, columns);
      distances[i] = Math.min(distances[i] as number, far < 1e-6 ? 0 : far);
      total += distances[i] as number;
    }
    if (total === 0) break;
    let rest = random() * total;
    let next = -1;
    for (let i = 0; i < rows && rest >= 0; i++) {
      if (distances[i] === 0) continue;
      rest -= distances[i] as number;
      next = i;
    }
    chosen.push(next);
  }
  return chosen;
}

/** k-means (ml-kmeans, Lloyd) from given centroids; labels are those of the last centroids. */
export function refine(points: Dense, centroids: Dense, iterations: number): Partition {
  const rows = rowsOf(points);
  if (rows.length === 0 || centroids.rows === 0) return { labels: new Int32Array(rows.length), count: 0 };
  const result = kmeans(rows, centroids.rows, { initialization: rowsOf(centroids), maxIterations: iterations });
  return { labels: Int32Array.from(result.nearest(rows)), count: centroids.rows };
}
