import { dot } from './neighbours.ts';
import type { Dense } from './sparse.ts';

/** The nearest of the centroids (unit rows) to each of the points in `which` (all of them), with the cosine; -1 and 0 for points without a vector. */
export function assignNearest(
  points: Dense,
  centroids: Dense,
  which: readonly number[] = Array.from({ length: points.rows }, (_, i) => i),
): { readonly labels: Int32Array; readonly similarities: Float32Array } {
  const labels = new Int32Array(which.length).fill(-1);
  const similarities = new Float32Array(which.length);
  const width = points.columns;
  for (const [i, row] of which.entries()) {
    let best = 0;
    for (let k = 0; k < centroids.rows; k++) {
      const s = dot(points.data, row * width, centroids.data, k * width, width);
      if (s > best) {
        best = s;
        labels[i] = k;
      }
    }
    similarities[i] = best;
  }
  return { labels, similarities };
}
