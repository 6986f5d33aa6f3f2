import { assignNearest } from './assign.ts';
import { membersOf } from './describe.ts';
import type { ThemeDoc } from './doc.ts';
import { matchGroup, type GroupMatch } from './group.ts';
import { centroidsOf } from './kmeans.ts';
import { themeId, type PastText, type RememberedTheme, type ThemeMemory } from './memory.ts';
import { dot } from './neighbours.ts';
import { nearestTopics, topicCentroids } from './nearest-topic.ts';
import { sampleOf, shapingDocs } from './shape.ts';
import { fitSpace, project, type Space } from './space.ts';
import { selectRows, unitRows, dense, type Dense } from './sparse.ts';
import type { WeekOptions } from './week.ts';

/** A theme of the week before it is described. */
export interface MatchedTheme {
  readonly id: string;
  readonly group: string;
  readonly old: RememberedTheme | undefined;
  readonly nearestTopic: { readonly id: string; readonly similarity: number } | null;
}

/** Themes of a week (remembered ones first, then new ones), theme of each doc (-1 = none), members most central first. */
export interface WeekMatch {
  readonly themes: readonly MatchedTheme[];
  readonly themeOf: Int32Array;
  readonly similarities: Float32Array;
  readonly members: readonly (readonly number[])[];
  readonly lineage: readonly { kind: 'split' | 'merge'; from: string; to: string; tickets: number }[];
  readonly nextNumber: number;
}

/** Tickets clustered outside the topics and inside each topic, tickets the space is fitted on, and the cosine below which a ticket is in no theme. */
const PER_GROUP = 4000;
const PER_TOPIC = 600;
const PER_SPACE = 7000;
const LEAST_SIMILARITY = 0.25;
const SPLIT_FROM = 0.5;

interface Group {
  readonly name: string;
  readonly docs: number[];
  readonly shaping: number[];
}

function groupsOf(docs: readonly ThemeDoc[], shaping: readonly number[], seed: number): Group[] {
  const names = [...new Set(docs.map((doc) => doc.group ?? ''))].toSorted();
  const byName = new Map(names.map((name) => [name, { name, docs: [] as number[], shaping: [] as number[] }]));
  docs.forEach((doc, i) => byName.get(doc.group ?? '')?.docs.push(i));
  for (const i of shaping) byName.get(docs[i]?.group ?? '')?.shaping.push(i);
  return [...byName.values()].map((group) => ({
    ...group,
    shaping: sampleOf(docs, group.shaping, group.name === '' ? PER_GROUP : PER_TOPIC, seed),
  }));
}

function spaceOf(docs: readonly ThemeDoc[], groups: readonly Group[], past: readonly PastText[], seed: number): Space {
  const topicless = groups.filter((group) => group.name === '').flatMap((group) => group.shaping);
  const others = groups.filter((group) => group.name !== '').flatMap((group) => group.shaping);
  const rest = sampleOf(docs, others, Math.max(1000, PER_SPACE - topicless.length), seed);
  return fitSpace([...[...topicless, ...rest].map((i) => docs[i] as ThemeDoc), ...past], seed);
}

interface Placed {
  readonly group: Group;
  readonly old: readonly RememberedTheme[];
  readonly match: GroupMatch;
}

function placeGroup(
  group: Group,
  docs: readonly ThemeDoc[],
  points: Dense,
  space: Space,
  memory: ThemeMemory | null,
  options: WeekOptions,
): Placed {
  const old = (memory?.themes ?? []).filter((theme) => theme.group === group.name);
  const noise = memory?.background.find((one) => one.group === group.name);
  const background = noise?.texts ?? [];
  const past = [...old.flatMap((theme) => theme.texts), ...background];
  const themes = Int32Array.from([...old.flatMap((theme, t) => theme.texts.map(() => t)), ...background.map(() => -1)]);
  const remembered = project(space, past);
  const fresh = selectRows(points, group.shaping);
  const joint = dense(fresh.rows + remembered.rows, points.columns);
  joint.data.set(fresh.data);
  joint.data.set(remembered.data, fresh.data.length);
  const match = matchGroup({
    points: joint,
    fresh: fresh.rows,
    past: themes,
    themes: old.length,
    users: group.shaping.map((i) => docs[i]?.userKey ?? ''),
    seed: options.seed ?? 1,
    minUsers: options.minUsers ?? 5,
    minTickets: options.minTickets ?? 8,
    backgroundScale: (noise?.perWeek ?? 0) / Math.max(1, background.length),
  });
  return { group, old, match };
}

interface Draft {
  readonly themes: { id: string; group: string; old: RememberedTheme | undefined }[];
  readonly themeOf: Int32Array;
  readonly lineage: { kind: 'split' | 'merge'; from: string; to: string; tickets: number }[];
  nextNumber: number;
}

function addGroup(draft: Draft, placed: Placed, points: Dense, lastWeek: string): void {
  const { group, old, match } = placed;
  const base = draft.themes.length;
  for (const theme of old) draft.themes.push({ id: theme.id, group: group.name, old: theme });
  const splits: { at: number; from: string; to: string }[] = [];
  for (let t = 0; t < match.newThemes; t++) {
    const id = themeId(draft.nextNumber++);
    const near = match.nearest[t];
    const from = near === undefined ? undefined : old[near.theme];
    if (from !== undefined && (near?.similarity ?? 0) >= SPLIT_FROM)
      splits.push({ at: draft.themes.length, from: from.id, to: id });
    draft.themes.push({ id, group: group.name, old: undefined });
  }
  for (const { from, to } of match.merged) {
    const before = old[from]?.counts.find(({ week }) => week === lastWeek)?.tickets ?? 0;
    if (before > 0)
      draft.lineage.push({ kind: 'merge', from: old[from]?.id ?? '', to: old[to]?.id ?? '', tickets: before });
  }
  const shaped = new Map(group.shaping.map((doc, i) => [doc, match.clusterOf[i] as number]));
  const rest = group.docs.filter((doc) => !shaped.has(doc));
  const nearest = assignNearest(points, match.centroids, rest).labels;
  rest.forEach((doc, i) => shaped.set(doc, nearest[i] as number));
  for (const [doc, cluster] of shaped) {
    const theme = match.themeOf[cluster] ?? -1;
    draft.themeOf[doc] = theme < 0 ? -1 : base + theme;
  }
  for (const { at, from, to } of splits)
    draft.lineage.push({
      kind: 'split',
      from,
      to,
      tickets: draft.themeOf.reduce((sum, t) => sum + (t === at ? 1 : 0), 0),
    });
}

/** Cosine of every doc with its theme's centroid; docs below the least are taken out of their theme. */
function similaritiesOf(points: Dense, themeOf: Int32Array, centroids: Dense): Float32Array {
  const width = points.columns;
  return Float32Array.from(themeOf, (theme, i) => {
    if (theme < 0) return 0;
    const s = dot(points.data, i * width, centroids.data, theme * width, width);
    if (s < LEAST_SIMILARITY) themeOf[i] = -1;
    return Math.max(0, Math.min(1, s));
  });
}

/** Matches a week's docs with the themes remembered. */
export function matchWeek(docs: readonly ThemeDoc[], memory: ThemeMemory | null, options: WeekOptions): WeekMatch {
  const seed = options.seed ?? 1;
  const groups = groupsOf(docs, shapingDocs(docs), seed);
  const past = (memory?.themes ?? [])
    .flatMap((theme) => theme.texts)
    .concat((memory?.background ?? []).flatMap((one) => one.texts));
  const space = spaceOf(docs, groups, past, seed);
  const points = project(space, docs);
  const draft: Draft = {
    themes: [],
    themeOf: new Int32Array(docs.length).fill(-1),
    lineage: [],
    nextNumber: memory?.nextNumber ?? 1,
  };
  for (const group of groups)
    addGroup(draft, placeGroup(group, docs, points, space, memory, options), points, memory?.week ?? '');
  const present = new Set(groups.map((group) => group.name));
  for (const theme of memory?.themes ?? [])
    if (!present.has(theme.group)) draft.themes.push({ id: theme.id, group: theme.group, old: theme });
  const centroids = unitRows(centroidsOf(points, draft.themeOf, draft.themes.length));
  const similarities = similaritiesOf(points, draft.themeOf, centroids);
  const context = options.context ?? [];
  const topics = topicCentroids(points, docs, project(space, context), context);
  const nearest = nearestTopics(centroids, topics);
  return {
    themes: draft.themes.map((theme, t) => ({ ...theme, nearestTopic: nearest[t] ?? null })),
    themeOf: draft.themeOf,
    similarities,
    members: membersOf(draft.themeOf, similarities, draft.themes.length),
    lineage: draft.lineage,
    nextNumber: draft.nextNumber,
  };
}
