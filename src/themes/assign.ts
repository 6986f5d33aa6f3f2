import { dot } from './neighbours.ts';
import type { Dense } from './sparse.ts';

/** The nearest of the centroids (unit rows) to each point, with the cosine; -1 and 0 for points without a vector. */
export function assignNearest(
  points: Dense,
  centroids: Dense,
): { readonly labels: Int32Array; readonly similarities: Float32Array } {
  const labels = new Int32Array(points.rows).fill(-1);
  const similarities = new Float32Array(points.rows);
  const width = points.columns;
  for (let i = 0; i < points.rows; i++) {
    let best = 0;
    for (let k = 0; k < centroids.rows; k++) {
      const s = dot(points.data, i * width, centroids.data, k * width, width);
      if (s > best) {
        best = s;
        labels[i] = k;
      }
    }
    similarities[i] = best;
  }
  return { labels, similarities };
}
