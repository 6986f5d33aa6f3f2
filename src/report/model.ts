import { z } from 'zod';

/** A name in both first languages of every report. */
const bilingual = z.object({ en: z.string(), zh: z.string() });

const status = z.enum(['surging', 'rising', 'steady', 'falling', 'new', 'back', 'gone']);

/**
 * How sure a judgement is; the words of a report follow it one to one (see `sureness` in words.ts).
 * `likely-real`: flagged within the false-discovery budget, about 1 in `oneIn` such flags is false.
 * `watch`: outside the interval but not beyond the budget. `within`: inside the interval.
 * `too-few`: fewer tickets seen and expected than can be judged. `too-young`: `weeks` of history are not enough.
 */
const sureness = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('likely-real'), oneIn: z.number() }),
  z.object({ kind: z.literal('watch') }),
  z.object({ kind: z.literal('within') }),
  z.object({ kind: z.literal('too-few') }),
  z.object({ kind: z.literal('too-young'), weeks: z.number() }),
]);

/** One week of a series: tickets seen, and the expected number with its 90 % predictive interval (null when not judged). */
const point = z.object({
  week: z.string(),
  tickets: z.number(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  flagged: z.boolean(),
  partial: z.boolean(),
});

/**
 * From `week` on a series counts something else, because the taxonomy changed on the day `since`: its topic was renamed, is
 * a part of what `of` names (split-from), lost that part (split-into), or is several that became one (merged-from).
 */
const seriesBreak = z.object({
  week: z.string(),
  since: z.string(),
  kind: z.enum(['renamed', 'split-from', 'split-into', 'merged-from']),
  of: bilingual,
});

/** Something that happened: release, incident, platform event, holiday, shopping day, action of a team. */
const happening = z.object({
  week: z.string(),
  date: z.string(),
  kind: z.enum(['release', 'incident', 'event', 'holiday', 'shopping', 'action']),
  what: bilingual,
});

/** A segment that carries the change: one or two (dimension, value) pairs, or three where a version is named with its system. */
const driver = z.object({
  parts: z.array(z.object({ dimension: z.string(), value: z.string() })).min(1),
  tickets: z.number(),
  expected: z.number(),
  shareOfBase: z.number(),
  shareOfRise: z.number(),
  mixOnly: z.boolean(),
});

const quote = z.object({
  language: z.string(),
  country: z.string().nullable(),
  role: z.string().nullable(),
  text: z.string(),
});

/** One of the matters that the tickets of a topic are about: a theme inside it. */
const inside = z.object({
  theme: z.string(),
  label: z.string(),
  gloss: bilingual,
  named: z.boolean(),
  tickets: z.number(),
  /** Different users among the tickets that were divided. */
  users: z.number(),
  /** The topic has so many tickets that only a sample was divided: tickets are estimates. */
  estimated: z.boolean(),
  /** Tickets in the week before; null when that week was not divided. */
  before: z.number().nullable(),
  /** Not there the week before, though the topic was divided then. */
  isNew: z.boolean(),
});

const money = z.object({ currency: z.string(), cost: z.number(), refund: z.number() });

/** What a product manager must act on: one topic or theme that moved. */
const card = z.object({
  kind: z.enum(['topic', 'theme']),
  id: z.string(),
  name: bilingual,
  owner: bilingual,
  status,
  tickets: z.number(),
  users: z.number(),
  share: z.number(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  ratio: z.number(),
  ratioLow: z.number(),
  ratioHigh: z.number(),
  qValue: z.number().nullable(),
  sureness,
  /** Consecutive flagged weeks, this one included. */
  weeksRaised: z.number(),
  /** A step that stayed and is the new level from this week on; null otherwise. */
  newLevelSince: z.string().nullable(),
  series: z.array(point),
  breaks: z.array(seriesBreak),
  happenings: z.array(happening),
  drivers: z.array(driver),
  /** The largest matters inside, at most three; empty when the topic is too small to be divided. */
  inside: z.array(inside),
  quotes: z.array(quote),
  csat: z.object({ now: z.number().nullable(), before: z.number().nullable(), rated: z.number() }),
  negativeShare: z.number().nullable(),
  severity: z.number().nullable(),
  money: z.array(money),
});

const openItem = z.object({
  kind: z.enum(['topic', 'theme']),
  id: z.string(),
  name: bilingual,
  owner: bilingual,
  sinceWeek: z.string(),
  peakWeek: z.string(),
  peakTickets: z.number(),
  tickets: z.number(),
  expected: z.number(),
  state: z.enum(['recovering', 'still-high', 'back-to-normal', 'new-level']),
});

const action = z.object({
  id: z.string(),
  name: bilingual,
  target: bilingual,
  team: bilingual,
  since: z.string(),
  verdict: z.enum(['verified', 'not-working', 'cannot-tell-yet']),
  /** Change of the ticket count against the counterfactual, −1…; null when it can't be told. */
  effect: z.number().nullable(),
  effectLow: z.number().nullable(),
  effectHigh: z.number().nullable(),
  weeks: z.number(),
  knowableFrom: z.string().nullable(),
});

const tableRow = z.object({
  id: z.string(),
  name: bilingual,
  owner: bilingual,
  status,
  sureness,
  tickets: z.number(),
  users: z.number(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  ratio: z.number().nullable(),
  csat: z.number().nullable(),
  series: z.array(point),
  breaks: z.array(seriesBreak),
});

const theme = z.object({
  id: z.string(),
  label: z.string(),
  /** Concept names that say what it is about; '' when none do. The name itself when a person gave one. */
  gloss: bilingual,
  /** A person named it (taxonomy/themes.yaml). */
  named: z.boolean(),
  keywords: z.array(z.string()),
  status,
  sureness,
  tickets: z.number(),
  users: z.number(),
  firstWeek: z.string(),
  sinceDate: z.string().nullable(),
  languages: z.array(z.object({ value: z.string(), share: z.number() })),
  segments: z.array(z.object({ dimension: z.string(), value: z.string(), share: z.number() })),
  nearestTopic: z
    .object({
      id: z.string(),
      name: bilingual,
      /** Share of the theme's tickets that speak of what the topic needs (too few) or of what speaks against it. */
      why: z.object({ kind: z.enum(['lacks', 'against']), concepts: bilingual, share: z.number() }).nullable(),
    })
    .nullable(),
  /** Themes that it split off from or that were merged into it this week. */
  lineage: z.array(
    z.object({ kind: z.enum(['split', 'merge']), theme: z.string(), label: bilingual, tickets: z.number() }),
  ),
  quotes: z.array(quote),
  series: z.array(point),
});

/** How far the week's data can be trusted. */
const trust = z.object({
  complete: z.boolean(),
  /** Days with their usual tickets, 0 … 7. */
  daysSeen: z.number(),
  /** Judged against known active users; false: against what all series did in common. */
  perActiveUser: z.boolean(),
  tickets: z.number(),
  users: z.number(),
  tagged: z.number(),
  rejected: z.number(),
  late: z.number(),
  unclusteredShare: z.number().nullable(),
  weeksOfHistory: z.number(),
  tests: z.number(),
  flags: z.number(),
  expectedFalse: z.number(),
  budget: z.number(),
  /** Tests inside what was flagged: topics, their segments tested, those that stand out. None of them is among `tests` or `flags`. */
  segments: z.object({ topics: z.number(), tests: z.number(), flags: z.number() }),
  gaps: z.array(z.string()),
  restated: z.array(z.object({ week: z.string(), before: z.number(), after: z.number() })),
  /** The tagger's own cross-validated F1 by language, and the tickets of this week in it. */
  languages: z.array(z.object({ language: z.string(), tickets: z.number(), f1: z.number().nullable() })),
});

const method = z.object({ figure: z.string(), relation: z.string(), sql: z.string() });

/** A team's report as data; every face is made from this and nothing else. */
export const reportModel = z.object({
  schema: z.literal('groundswell.report/1'),
  week: z.string(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  team: z.object({ id: z.string(), name: bilingual }),
  trust,
  cards: z.array(card).max(5),
  /** Flagged series beyond the five cards; named in the table below them. */
  moreFlagged: z.number(),
  open: z.array(openItem),
  actions: z.array(action),
  topics: z.array(tableRow),
  themes: z.array(theme),
  method: z.array(method),
  quoteUsersAtLeast: z.number(),
  versions: z.object({ program: z.string(), tagger: z.string(), inputs: z.string() }),
});

export type ReportModel = z.infer<typeof reportModel>;
export type Card = z.infer<typeof card>;
export type SeriesBreak = z.infer<typeof seriesBreak>;
export type SeriesPoint = z.infer<typeof point>;
export type Happening = z.infer<typeof happening>;
export type Driver = z.infer<typeof driver>;
export type Inside = z.infer<typeof inside>;
export type Quote = z.infer<typeof quote>;
export type Sureness = z.infer<typeof sureness>;
export type Status = z.infer<typeof status>;
export type ReportTheme = z.infer<typeof theme>;
export type ReportAction = z.infer<typeof action>;
export type OpenItem = z.infer<typeof openItem>;
export type TopicRow = z.infer<typeof tableRow>;
export type Trust = z.infer<typeof trust>;
export type Bilingual = z.infer<typeof bilingual>;
/** The two first languages of every report. */
export type ReportLanguage = 'en' | 'zh';
