import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import { mondayOf, weekOf } from '../src/report/format.ts';
import type { Bilingual } from '../src/report/model.ts';
import { backtest, type BudgetOutcome, type Episode } from '../src/trends/backtest.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { readWeek, topicSeries, type WeekData } from './weekly/data.ts';
import { seriesSet } from './weekly/judge.ts';
import { syncTaxonomy } from './weekly/taxonomy.ts';

/** What is tried; see `backtest`. */
export interface BacktestRequest {
  /** Weeks that are looked at, the last one included. */
  readonly weeks: number;
  /** Last week; undefined: the newest complete one with tickets. */
  readonly week?: string;
  readonly budgets: readonly number[];
  readonly falseDiscoveryRate: number;
  readonly shuffles: number;
  readonly seed: number;
  /** Count only the topics of this team. */
  readonly team?: string;
}

/** A raised topic in words; numbers are distinct users. */
export interface RaisedEpisode {
  readonly topic: string;
  readonly name: Bilingual;
  readonly team: string;
  /** ISO weeks: since when it stood above the interval, first and last flag, peak. */
  readonly onset: string;
  readonly first: string;
  readonly last: string;
  readonly peak: string;
  readonly users: number;
  readonly expected: number;
}

/** What past reports would have flagged, one entry a budget. */
export interface BacktestSummary {
  readonly from: string;
  readonly to: string;
  /** Weeks looked at that were complete. */
  readonly weeks: number;
  readonly topics: number;
  readonly falseDiscoveryRate: number;
  readonly shuffles: number;
  readonly seed: number;
  readonly budgets: readonly (Omit<BudgetOutcome, 'episodes'> & {
    readonly flagsAWeek: number;
    readonly episodes: readonly RaisedEpisode[];
  })[];
}

interface Topics {
  readonly data: WeekData;
  readonly of: ReadonlyMap<string, { readonly name: Bilingual; readonly team: string }>;
}

function inWords(episode: Episode, { data, of }: Topics): RaisedEpisode {
  const week = (position: number): string => weekOf(data.axis[position]!);
  const { id, onset, first, last, peak, observed, expected } = episode;
  return {
    topic: id,
    ...of.get(id)!,
    onset: week(onset),
    first: week(first),
    last: week(last),
    peak: week(peak),
    users: observed,
    expected,
  };
}

async function newestWeek(warehouse: Warehouse, upTo: string): Promise<string> {
  const newest = (await warehouse.rows('report/weeks', { week: mondayOf(upTo) })).at(-1)?.['week'] as
    string | undefined;
  if (newest !== undefined) return weekOf(newest);
  throw new Fault('warehouse-empty', 'The warehouse holds no tickets of a complete week yet.', {
    next: 'Take some first: groundswell ingest FILE, or --kafka HOST:9092.',
  });
}

function requireTeam(team: string | undefined, owners: ReadonlySet<string>): void {
  if (team === undefined || owners.has(team)) return;
  throw new Fault('bad-usage', `No topic belongs to a team ${team}.`, {
    next: `Teams with topics: ${[...owners].toSorted().join(', ')}.`,
  });
}

/**
 * What the reports of the past weeks would have flagged at several budgets, how early, and how many flags history gives
 * by chance when its weeks are shuffled. Changes nothing but to take in what came since the last batch, and the taxonomy.
 * @param lastComplete the ISO week that ended last.
 */
export async function backtestHistory(
  warehouse: Warehouse,
  config: Config,
  request: BacktestRequest,
  lastComplete: string,
  sink: ProgressSink,
): Promise<BacktestSummary> {
  await warehouse.refresh();
  const taxonomy = await syncTaxonomy(warehouse, config);
  const owners = new Map(taxonomy.topics.map(({ id, owner }) => [id, owner]));
  requireTeam(request.team, new Set(owners.values()));
  const data = await readWeek({ warehouse, config }, request.week ?? (await newestWeek(warehouse, lastComplete)));
  const topics: Topics = {
    data,
    of: new Map(taxonomy.topics.map(({ id, en, zh, owner }) => [id, { name: { en, zh }, team: owner }])),
  };
  const weeks = Math.min(request.weeks, data.axis.length);
  const progress = startProgress('shuffling history', sink);
  const counted = (id: string): boolean => request.team === undefined || owners.get(id) === request.team;
  const outcomes = backtest(seriesSet(topicSeries(data, taxonomy), data), { ...request, weeks, counted }, (done) =>
    progress.update({ done, total: request.shuffles }),
  );
  progress.end(`${request.shuffles} shuffles`);
  const complete = data.partial.slice(-weeks).filter((partial) => partial === 0).length;
  return {
    from: weekOf(data.axis.at(-weeks) ?? mondayOf(data.week)),
    to: data.week,
    weeks: complete,
    topics: taxonomy.topics.filter(({ id }) => counted(id)).length,
    falseDiscoveryRate: request.falseDiscoveryRate,
    shuffles: request.shuffles,
    seed: request.seed,
    budgets: outcomes.map((outcome) => ({
      ...outcome,
      flagsAWeek: outcome.flags / Math.max(1, complete),
      episodes: outcome.episodes.map((episode) => inWords(episode, topics)),
    })),
  };
}

function cells(values: readonly string[], widths: readonly number[]): string {
  return values
    .map((value, i) => value.padStart(widths[i]!))
    .join('  ')
    .trimEnd();
}

function figure(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}

const HEAD = ['budget', 'raised', 'flags a week', 'in first week', 'weeks late', 'weeks before peak', 'false a week'];

/** A backtest as a table for a person, and what was raised at the budget nearest to `budget`. */
export function backtestLines(summary: BacktestSummary, budget: number): string[] {
  const { budgets } = summary;
  const rows = budgets.map((one) => [
    String(one.budget),
    String(one.episodes.length),
    figure(one.flagsAWeek, 2),
    one.inFirstWeek === null ? '–' : `${Math.round(100 * one.inFirstWeek)} %`,
    figure(one.weeksLate, 1),
    figure(one.weeksBeforePeak, 1),
    `${figure(one.falseAlarms.low, 2)}–${figure(one.falseAlarms.high, 2)}`,
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]!.length)));
  const own = budgets.reduce((a, b) => (Math.abs(b.budget - budget) < Math.abs(a.budget - budget) ? b : a));
  const named = Math.max(0, ...own.episodes.map(({ topic }) => topic.length));
  return [
    `${summary.from} to ${summary.to}: ${summary.weeks} complete weeks, ${summary.topics} topics, false-discovery rate ${summary.falseDiscoveryRate}; false flags from ${summary.shuffles} shuffles of the weeks`,
    '',
    cells(HEAD, widths),
    ...rows.map((row) => cells(row, widths)),
    '',
    own.episodes.length === 0 ? `At budget ${own.budget} nothing was raised.` : `Raised at budget ${own.budget}:`,
    ...own.episodes.map(
      ({ topic, onset, first, last, peak, users, expected }) =>
        `${first}  ${topic.padEnd(named)}  above the usual since ${onset}, flagged until ${last}, peak ${peak}: ${users} users, expected ${figure(expected, 1)}`,
    ),
  ];
}
