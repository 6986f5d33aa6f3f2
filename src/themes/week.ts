import { describe } from './describe.ts';
import type { ConceptName, ThemeDoc } from './doc.ts';
import type { Gloss } from './gloss.ts';
import { matchWeek, type WeekMatch } from './match-week.ts';
import type { ThemeMemory } from './memory.ts';
import { remember } from './remember.ts';
import { statusOf, type ThemeStatus } from './status.ts';

/** How a week is clustered. */
export interface WeekOptions {
  /** ISO week, '2026-W47'. */
  readonly week: string;
  readonly seed?: number;
  /** A new theme needs so many distinct users (default 5) and tickets (default 8). */
  readonly minUsers?: number;
  readonly minTickets?: number;
  readonly conceptNames?: ReadonlyMap<string, ConceptName>;
  /** Further tickets of the week that carry topics: not clustered, read to tell the topic nearest to a theme. */
  readonly context?: readonly ThemeDoc[];
}

/** Where a ticket belongs: docs[i] → its theme, null when unclustered; cosine to the theme's centroid (0…1). */
export interface ThemeAssignment {
  readonly docId: string;
  readonly themeId: string | null;
  readonly similarity: number;
}

/** A theme as it stands this week; `tickets` 0 when it is gone. */
export interface WeekTheme {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly keywords: readonly string[];
  readonly gloss: Gloss;
  readonly language: string;
  readonly firstWeek: string;
  readonly lastWeek: string;
  readonly status: ThemeStatus;
  /** There since the first week of all: everyday matters rather than news. */
  readonly baseline: boolean;
  readonly tickets: number;
  readonly users: number;
  /** Tickets and users of every week that had any, ascending, this one last. */
  readonly counts: readonly { readonly week: string; readonly tickets: number; readonly users: number }[];
  /** The topic whose tickets are nearest, with the cosine; the group itself inside a topic. */
  readonly nearestTopic: { readonly id: string; readonly similarity: number } | null;
  /** Ids of the at most three most central tickets, of different users. */
  readonly central: readonly string[];
}

/** A split (a new theme close to an old one) or merge (two themes whose tickets became alike). */
export interface LineageEvent {
  readonly week: string;
  readonly kind: 'split' | 'merge';
  readonly from: string;
  readonly to: string;
  readonly tickets: number;
}

/** A week's themes. `assignments` is in the order of the docs. */
export interface WeekThemes {
  readonly assignments: readonly ThemeAssignment[];
  readonly themes: readonly WeekTheme[];
  readonly lineage: readonly LineageEvent[];
  readonly unclusteredShare: number;
  readonly memory: ThemeMemory;
}

function weekThemes(
  docs: readonly ThemeDoc[],
  match: WeekMatch,
  memory: ThemeMemory | null,
  options: WeekOptions,
): WeekTheme[] {
  const descriptions = describe(docs, match.members, {
    conceptNames: options.conceptNames ?? new Map(),
    taken: memory?.themes.map(({ label }) => label) ?? [],
    others: options.context ?? [],
  });
  const weeks = memory?.weeks ?? [];
  return match.themes.map((theme, t) => {
    const described = descriptions[t] as (typeof descriptions)[number];
    const old = theme.old;
    const before = weeks.map((week) => old?.counts.find((count) => count.week === week)?.tickets ?? 0);
    const since = old === undefined ? [] : before.slice(weeks.indexOf(old.firstWeek));
    const baseline = old?.baseline ?? weeks.length === 0;
    const counts = (old?.counts ?? []).slice(-59);
    const { size: tickets, users } = described;
    return {
      id: theme.id,
      group: theme.group,
      label: old?.label ?? described.label,
      keywords: tickets > 0 ? described.keywords : (old?.keywords ?? []),
      gloss: old?.gloss ?? described.gloss,
      language: old?.language ?? described.language,
      firstWeek: old?.firstWeek ?? options.week,
      lastWeek: tickets > 0 ? options.week : (old?.lastWeek ?? options.week),
      status: statusOf(since, tickets, old === undefined, baseline),
      baseline,
      tickets,
      users,
      counts: tickets > 0 ? [...counts, { week: options.week, tickets, users }] : counts,
      nearestTopic: theme.nearestTopic,
      central: described.central.map((i) => docs[i]?.id ?? ''),
    };
  });
}

/** The memory as it was before a week, so that a week can be run again: later weeks and themes are left out. */
function before(memory: ThemeMemory | null, week: string): ThemeMemory | null {
  if (memory === null || memory.week < week) return memory;
  const weeks = memory.weeks.filter((one) => one < week);
  if (weeks.length === 0) return null;
  const themes = memory.themes
    .filter((theme) => theme.firstWeek < week)
    .map((theme) => {
      const counts = theme.counts.filter((count) => count.week < week);
      return { ...theme, counts, lastWeek: counts.at(-1)?.week ?? theme.firstWeek };
    });
  return { ...memory, weeks, themes };
}

/**
 * Themes of a week's complaint tickets, with ids that last. Tickets are clustered inside their `group`, together with the
 * texts that the memory holds, in a space fitted anew on both, so vocabulary may drift while ids stay. The first week's
 * themes are `baseline`. Give the memory of the week before: same docs, memory and seed, same bytes.
 */
export function clusterWeek(docs: readonly ThemeDoc[], memory: ThemeMemory | null, options: WeekOptions): WeekThemes {
  const past = before(memory, options.week);
  const match = matchWeek(docs, past, options);
  const themes = weekThemes(docs, match, past, options);
  const unclustered = match.themeOf.reduce((sum, theme) => sum + (theme < 0 ? 1 : 0), 0);
  return {
    assignments: docs.map((doc, i) => {
      const theme = match.themeOf[i] as number;
      return {
        docId: doc.id,
        themeId: match.themes[theme]?.id ?? null,
        similarity: theme < 0 ? 0 : Number((match.similarities[i] as number).toFixed(4)),
      };
    }),
    themes,
    lineage: match.lineage.map((event) => ({ ...event, week: options.week })),
    unclusteredShare: docs.length === 0 ? 0 : unclustered / docs.length,
    memory: remember(docs, match, themes, past, options),
  };
}
