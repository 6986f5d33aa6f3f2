import { centroidsOf } from './kmeans.ts';
import { averageLinkage, cosines, SAME_THEME } from './match.ts';
import { splitNovel } from './novelty.ts';
import { partition } from './partition.ts';
import { selectRows, unitRows, type Dense } from './sparse.ts';

/** What one group of a week's tickets is matched with. */
export interface GroupInput {
  /** Unit vectors: this week's shaping tickets first, then the past texts. */
  readonly points: Dense;
  readonly fresh: number;
  /** Theme number of each past text, -1 for background. */
  readonly past: Int32Array;
  readonly themes: number;
  /** Writer of each fresh ticket. */
  readonly users: readonly string[];
  readonly seed: number;
  readonly minUsers: number;
  readonly minTickets: number;
  /** Unclustered tickets of an average past week for each background text. */
  readonly backgroundScale: number;
}

/** How a group's clusters belong to themes: old ones by number, new ones after them, -1 for none. */
export interface GroupMatch {
  readonly centroids: Dense;
  /** Theme of each cluster. */
  readonly themeOf: readonly number[];
  /** Cluster of each fresh ticket. */
  readonly clusterOf: Int32Array;
  readonly newThemes: number;
  /** Nearest old theme of each new theme and their cosine. */
  readonly nearest: readonly { readonly theme: number; readonly similarity: number }[];
  /** Old themes whose matter has become that of an elder one, which takes their tickets. */
  readonly merged: readonly { readonly from: number; readonly to: number }[];
}

/** Past texts of a theme in one cluster from which on a lower cosine is enough. */
const HALF_OF_TEXTS = 0.5;
const SAME_WITH_TEXTS = 0.4;
const BACKGROUND_SHARE = 0.3;
const SAME_CLUSTER = 0.5;
const NEAR_THEME = 0.4;
/** Cosine of two old themes' remembered texts from which on they can't be told apart: far above what different matters reach (SAME_THEME). */
const ONE_MATTER = 0.85;
/** Cohesion of a cluster that may be news; leftovers of all kinds lie below. */
const NEWS_COHESION = 0.5;

function pastCounts(labels: Int32Array, input: GroupInput, clusters: number): Float64Array {
  const counts = new Float64Array(clusters * (input.themes + 1));
  input.past.forEach((theme, i) => {
    const cluster = labels[input.fresh + i] as number;
    const at = cluster * (input.themes + 1) + (theme < 0 ? input.themes : theme);
    counts[at] = (counts[at] as number) + 1;
  });
  return counts;
}

function bestTheme(
  cluster: number,
  near: Float64Array,
  counts: Float64Array,
  totals: Float64Array,
  themes: number,
): { theme: number; similarity: number; accepted: boolean } {
  let theme = -1;
  let best = -2;
  let similarity = 0;
  for (let t = 0; t < themes; t++) {
    const cosine = near[cluster * themes + t] as number;
    const share = (counts[cluster * (themes + 1) + t] as number) / Math.max(1, totals[t] as number);
    const score = cosine + (share >= HALF_OF_TEXTS ? SAME_THEME - SAME_WITH_TEXTS : 0);
    if (score <= best) continue;
    best = score;
    theme = t;
    similarity = cosine;
  }
  return { theme, similarity, accepted: best >= SAME_THEME };
}

function strongEnough(members: readonly number[], input: GroupInput): boolean {
  return members.length >= input.minTickets && new Set(members.map((i) => input.users[i])).size >= input.minUsers;
}

/** Mean cosine of tickets with the centroid of them all (0…1). */
function cohesionOf(points: Dense, members: readonly number[]): number {
  const centroid = centroidsOf(selectRows(points, members), new Int32Array(members.length), 1).data;
  return Math.sqrt(centroid.reduce((sum, x) => sum + x * x, 0));
}

function freshMembers(labels: Int32Array, fresh: number, count: number): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < fresh; i++) members[labels[i] as number]?.push(i);
  return members;
}

/**
 * Clusters the week's tickets of a group together with what is remembered and decides which theme each cluster is: the old
 * theme with the nearest centroid from SAME_THEME on (less when half of its remembered texts lie in the cluster), else,
 * clusters alike joined by average linkage, a new theme when enough writers and tickets stand behind it and the past's
 * background doesn't hold the same.
 */
export function matchGroup(input: GroupInput): GroupMatch {
  const found = splitNovel(input.points, input.fresh, partition(input.points, { seed: input.seed }), input.seed);
  const fresh = selectRows(
    input.points,
    Array.from({ length: input.fresh }, (_, i) => i),
  );
  const clusterOf = found.labels.slice(0, input.fresh);
  const all = unitRows(centroidsOf(input.points, found.labels, found.count));
  const own = unitRows(centroidsOf(fresh, clusterOf, found.count));
  const remembered = selectRows(
    input.points,
    Array.from(input.past, (_, i) => input.fresh + i),
  );
  const old = unitRows(centroidsOf(remembered, input.past, input.themes));
  const near = cosines(own, old);
  const counts = pastCounts(found.labels, input, found.count);
  const totals = new Float64Array(input.themes);
  for (const theme of input.past) if (theme >= 0) totals[theme] = (totals[theme] as number) + 1;
  const members = freshMembers(found.labels, input.fresh, found.count);
  const themeOf = Array.from({ length: found.count }, () => -1);
  const open: number[] = [];
  const into = successors(old, cosines(old, old));
  const nearestOf = members.map((_, c) => {
    const best = bestTheme(c, near, counts, totals, input.themes);
    return best.theme < 0 ? best : { ...best, theme: into[best.theme] as number };
  });
  members.forEach((list, c) => {
    if (list.length === 0) return;
    const { theme, accepted } = nearestOf[c] as { theme: number; accepted: boolean };
    const background = counts[c * (input.themes + 1) + input.themes] as number;
    if (accepted && c < found.known) themeOf[c] = theme;
    else if (background < 2 || background * input.backgroundScale < BACKGROUND_SHARE * list.length) open.push(c);
  });
  const joined = joinOpen(open, own, members);
  let newThemes = 0;
  const nearest: { theme: number; similarity: number }[] = [];
  for (const clusters of joined) {
    const together = clusters.flatMap((c) => members[c] ?? []);
    const need = input.themes === 0 ? 0 : NEWS_COHESION;
    if (!strongEnough(together, input) || cohesionOf(fresh, together) < need) continue;
    for (const c of clusters) themeOf[c] = input.themes + newThemes;
    newThemes++;
    const best = clusters.map((c) => nearestOf[c] as { theme: number; similarity: number });
    nearest.push(best.toSorted((a, b) => b.similarity - a.similarity)[0] ?? { theme: -1, similarity: 0 });
  }
  members.forEach((list, c) => {
    const { theme, similarity } = nearestOf[c] as { theme: number; similarity: number };
    if (list.length > 0 && themeOf[c] === -1 && similarity >= NEAR_THEME) themeOf[c] = theme;
  });
  const merged = Array.from(into.entries())
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from, to }));
  return { centroids: input.fresh === 0 ? own : all, themeOf, clusterOf, newThemes, nearest, merged };
}

/** For each old theme the theme that goes on in its stead: the eldest whose remembered texts lie with its own, else itself. */
function successors(old: Dense, similarities: Float64Array): number[] {
  const into: number[] = [];
  for (let theme = 0; theme < old.rows; theme++) {
    const elder = into.findIndex((to, i) => to === i && (similarities[theme * old.rows + i] as number) >= ONE_MATTER);
    into.push(elder < 0 ? theme : elder);
  }
  return into;
}

function joinOpen(open: readonly number[], centroids: Dense, members: readonly (readonly number[])[]): number[][] {
  const some = selectRows(centroids, open);
  const groups = averageLinkage(
    cosines(some, some),
    open.map((c) => members[c]?.length ?? 0),
    SAME_CLUSTER,
  );
  return groups.map((group) => group.map((i) => open[i] as number));
}
