import type { ThemeDoc } from './doc.ts';
import { cosines } from './match.ts';
import { dense, unitRows, type Dense } from './sparse.ts';

/** Topics with the centroid of their tickets (unit rows). */
export interface TopicCentroids {
  readonly ids: readonly string[];
  readonly centroids: Dense;
}

/** Centroids of the topics that the docs and the context carry, topics in order of their id. */
export function topicCentroids(
  points: Dense,
  docs: readonly ThemeDoc[],
  contextPoints: Dense,
  context: readonly ThemeDoc[],
): TopicCentroids {
  const ids = [...new Set([...docs, ...context].flatMap((doc) => doc.topics ?? []))].toSorted();
  const rows = new Map(ids.map((id, i) => [id, i]));
  const centroids = dense(ids.length, points.columns);
  const add = (matrix: Dense, list: readonly ThemeDoc[]): void =>
    list.forEach((doc, i) => {
      for (const topic of doc.topics ?? []) {
        const row = (rows.get(topic) as number) * points.columns;
        for (let c = 0; c < points.columns; c++)
          centroids.data[row + c] =
            (centroids.data[row + c] as number) + (matrix.data[i * points.columns + c] as number);
      }
    });
  add(points, docs);
  add(contextPoints, context);
  return { ids, centroids: unitRows(centroids) };
}

/** The topic nearest to each theme with the cosine; null when there are no topics or the theme has no tickets. */
export function nearestTopics(themes: Dense, topics: TopicCentroids): ({ id: string; similarity: number } | null)[] {
  const near = cosines(themes, topics.centroids);
  const n = topics.ids.length;
  return Array.from({ length: themes.rows }, (_, t) => {
    let best = 0;
    let id: string | undefined;
    for (let k = 0; k < n; k++)
      if ((near[t * n + k] as number) > best) {
        best = near[t * n + k] as number;
        id = topics.ids[k];
      }
    return id === undefined ? null : { id, similarity: Number(best.toFixed(4)) };
  });
}
