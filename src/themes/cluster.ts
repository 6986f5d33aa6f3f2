import { Fault } from '../errors.ts';
import { assignNearest } from './assign.ts';
import { renumber } from './communities.ts';
import { describe, membersOf, type Description } from './describe.ts';
import type { ConceptName, ThemeDoc } from './doc.ts';
import { centroidsOf } from './kmeans.ts';
import { partition } from './partition.ts';
import { sampleOf, shapingDocs } from './shape.ts';
import { fitSpace, project } from './space.ts';
import { selectRows, unitRows } from './sparse.ts';

/** How texts are clustered. */
export interface ClusterOptions {
  /** Number of clusters; found by the program when absent. */
  readonly k?: number;
  readonly seed?: number;
  /** Clusters of fewer distinct users are left unclustered when k is found (default 3). */
  readonly minUsers?: number;
  readonly conceptNames?: ReadonlyMap<string, ConceptName>;
}

/** Clusters of texts: a label for every doc (-1 = unclustered), what each cluster is about, and the share left unclustered. */
export interface Clustering {
  readonly labels: Int32Array;
  /** Cosine of every doc with its cluster's centroid (0…1). */
  readonly similarities: Float32Array;
  readonly clusters: readonly Description[];
  readonly unclusteredShare: number;
}

/** Texts that give the clusters their shape; more are sampled and the rest assigned. */
const SAMPLE = 5000;

function dropSmall(docs: readonly ThemeDoc[], labels: Int32Array, count: number, minUsers: number): Int32Array {
  const users = Array.from({ length: count }, () => new Set<string>());
  labels.forEach((label, i) => users[label]?.add(docs[i]?.userKey ?? ''));
  return renumber(labels.map((label) => (label >= 0 && (users[label]?.size ?? 0) >= minUsers ? label : -1))).labels;
}

function check(options: ClusterOptions): void {
  const { k } = options;
  if (k === undefined || (Number.isInteger(k) && k >= 1)) return;
  throw new Fault('bad-usage', `The number of clusters is ${k}.`, { next: 'Give a whole number of at least 1.' });
}

/**
 * Clusters short or long texts. Copies and one user's many messages shape nothing but are assigned. Deterministic in docs,
 * their order and the seed. With `k` exactly k clusters, as long as there are k different texts.
 * @throws Fault('bad-usage') when k is no whole number of at least 1.
 */
export function clusterTexts(docs: readonly ThemeDoc[], options: ClusterOptions = {}): Clustering {
  check(options);
  const seed = options.seed ?? 1;
  const shaping = sampleOf(docs, shapingDocs(docs), SAMPLE, seed);
  const space = fitSpace(
    shaping.map((i) => docs[i] as ThemeDoc),
    seed,
  );
  const points = project(space, docs);
  const shape = selectRows(points, shaping);
  const found = partition(shape, { seed, ...(options.k === undefined ? {} : { k: options.k }) });
  const centroids = unitRows(centroidsOf(shape, found.labels, found.count));
  const { labels: near, similarities } = assignNearest(points, centroids);
  if (options.k !== undefined) shaping.forEach((doc, i) => (near[doc] = found.labels[i] as number));
  const minUsers = options.k === undefined ? Math.min(options.minUsers ?? 3, Math.max(1, docs.length / 10)) : 1;
  const labels = dropSmall(docs, near, found.count, minUsers);
  const count = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const unclustered = labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  return {
    labels,
    similarities,
    clusters: describe(docs, membersOf(labels, similarities, count), {
      conceptNames: options.conceptNames ?? new Map(),
    }),
    unclusteredShare: docs.length === 0 ? 0 : unclustered / docs.length,
  };
}
