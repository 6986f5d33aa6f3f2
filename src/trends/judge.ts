import { countInterval } from './distributions.ts';
import {
  ageOf,
  breakSeries,
  endWeek,
  isBreak,
  makeEngine,
  observeSeries,
  predictSeries,
  type Engine,
  type SeriesSet,
} from './engine.ts';
import { commonFactor, OUTAGE } from './exposure.ts';
import { adjustFalseDiscovery } from './false-discovery.ts';
import { alarmAbove, upperP } from './operating-point.ts';

export type { SeriesSet } from './engine.ts';

/** How strict a judgement is. */
export interface JudgeOptions {
  /** Share of false flags accepted among the flags of a week. */
  readonly falseDiscoveryRate: number;
  /** False flags accepted a week over all series; no limit beyond the rate when left out. */
  readonly budget?: number;
  /** Judge against what all series did in common when no exposure is given (default); false when they have nothing to do with each other. */
  readonly common?: boolean;
}

export type TrendStatus = 'surging' | 'rising' | 'steady' | 'falling' | 'new' | 'back' | 'gone';
export type TrendSureness = 'likely-real' | 'watch' | 'within' | 'too-few' | 'too-young';

/** What is said of one series in one week, from the weeks before it only. */
export interface Judgement {
  readonly observed: number;
  readonly expected: number | null;
  /** 90 % predictive interval: the counts whose mid-p is at least 5 % on either side. */
  readonly low: number | null;
  readonly high: number | null;
  /** Observed over expected, with a 90 % interval on the logarithm: ± 1.645 √(variance / (expected · observed)). */
  readonly ratio: number | null;
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
  /** Upper p-value: chance of so many or more when nothing changed (see `upperP`); near 1 for a fall. */
  readonly pValue: number | null;
  /** Benjamini–Hochberg q-value in the direction seen, rises and falls being two families; null when not tested. */
  readonly qValue: number | null;
  /** P(some of this week's cases belong to a surge | all weeks so far). */
  readonly surgeProbability: number;
  /** The surge probability is beyond the operating point of `alarmAbove`. */
  readonly alarm: boolean;
  readonly flagged: boolean;
  readonly status: TrendStatus;
  readonly sureness: TrendSureness;
  /** One in so many flags as strong as this one is false; null when not flagged. */
  readonly oneIn: number | null;
  /** Consecutive flagged weeks of a rise, this one included. */
  readonly weeksRaised: number;
  /** Week (index) from which a step that stayed is the level; null when there was none. */
  readonly newLevelSince: number | null;
  /** Since the last break. */
  readonly weeksOfHistory: number;
  /** The week is incomplete, unobserved, or an outage of the pipeline: not compared. */
  readonly partial: boolean;
}

/** Weeks before which nothing but sheer size is judged. */
export const YOUNG = 8;
/** Fewer expected and seen than this is too few to judge. */
export const FEW = 5;
/** Sheer size: a series too young is flagged all the same at this p-value, ratio and count. */
const SHEER = { p: 1e-5, ratio: 3, count: 20 } as const;
const SURGING = 2;
const BACK_AFTER = 4;
const STILL = 0.05;
/** Rises and falls share the rate and the budget. */
const FAMILIES = 2;

interface Memory {
  raised: number;
  quiet: number;
  seen: boolean;
}

type Draft = { -readonly [K in keyof Judgement]: Judgement[K] };

function unjudged(engine: Engine, i: number, y: number, memory: Memory, partial: boolean): Draft {
  const since = engine.stepSince[i]!;
  return {
    observed: y, expected: null, low: null, high: null, ratio: null, ratioLow: null, ratioHigh: null, pValue: null, qValue: null,
    surgeProbability: 0, alarm: false, flagged: false, status: memory.seen ? 'steady' : 'new', sureness: 'too-young', oneIn: null,
    weeksRaised: 0, newLevelSince: since < 0 ? null : since, weeksOfHistory: ageOf(engine, i), partial,
  }; // prettier-ignore
}

const interval = { low: 0, high: 0 };

/** Fills in what the engine predicted for the week. */
function compare(engine: Engine, draft: Draft): void {
  const { mean, variance } = engine;
  const y = draft.observed;
  const spread = 1.645 * Math.sqrt(variance / mean / Math.max(1, y));
  draft.expected = mean;
  countInterval(0.05, mean, variance, interval);
  draft.low = interval.low;
  draft.high = Math.max(interval.low, interval.high - 1);
  draft.ratio = y / mean;
  draft.ratioLow = draft.ratio * Math.exp(-spread);
  draft.ratioHigh = (Math.max(y, 0.5) / mean) * Math.exp(spread);
  draft.pValue = upperP(y, mean, variance);
  const few = Math.max(y, mean) < FEW;
  draft.sureness = few ? 'too-few' : draft.weeksOfHistory < YOUNG ? 'too-young' : within(draft) ? 'within' : 'watch';
}

function within({ observed, low, high }: Draft): boolean {
  return observed >= low! && observed <= high!;
}

/** q-values of rises and of falls, two families; answers how many series are tested. */
function adjust(drafts: readonly Draft[]): number {
  const tested = drafts.filter(
    ({ sureness, pValue }) => pValue !== null && sureness !== 'too-few' && sureness !== 'too-young',
  );
  const up = adjustFalseDiscovery(tested.map(({ pValue }) => pValue!));
  const down = adjustFalseDiscovery(tested.map(({ pValue }) => 1 - pValue!));
  tested.forEach((draft, k) => (draft.qValue = draft.observed >= draft.expected! ? up[k]! : down[k]!));
  return tested.length;
}

function sheerSize({ sureness, pValue, ratio, observed }: Draft): boolean {
  return sureness === 'too-young' && pValue! < SHEER.p && ratio! >= SHEER.ratio && observed >= SHEER.count;
}

function decide(draft: Draft, memory: Memory, options: JudgeOptions, tests: number): void {
  if (draft.pValue === null) return;
  const rises = draft.observed >= draft.expected!;
  const p = rises ? draft.pValue : 1 - draft.pValue;
  const affordable = p <= (options.budget ?? tests) / tests / FAMILIES;
  const tested = draft.qValue !== null && draft.qValue <= options.falseDiscoveryRate / FAMILIES && affordable;
  const still = memory.raised > 0 && rises && draft.qValue !== null && p <= STILL;
  draft.flagged = tested || still || sheerSize(draft);
  draft.weeksRaised = draft.flagged && rises ? memory.raised + 1 : 0;
  draft.status = 'steady';
  if (!draft.flagged) return;
  draft.oneIn = Math.max(2, Math.round(1 / Math.max(1e-4, Math.min(draft.qValue ?? 0.1, options.falseDiscoveryRate))));
  draft.sureness = 'likely-real';
  if (!rises) draft.status = 'falling';
  else if (!memory.seen) draft.status = 'new';
  else if (memory.quiet >= BACK_AFTER) draft.status = 'back';
  else draft.status = draft.ratio! >= SURGING ? 'surging' : 'rising';
}

function remember(draft: Draft, memory: Memory): void {
  if (draft.partial) return;
  memory.raised = draft.weeksRaised;
  memory.quiet = draft.observed === 0 ? memory.quiet + 1 : 0;
  memory.seen ||= draft.observed > 0;
}

function judgeWeek(engine: Engine, week: number, factor: number, memories: readonly Memory[]): Draft[] {
  const { counts, partial, exposure } = engine.set;
  const outage = factor < OUTAGE;
  const drafts = counts.map((series, i) => {
    const y = series[week]!;
    if (isBreak(engine.set, i, week)) breakSeries(engine, i, week);
    const unseen = partial[week] === 1 || outage || Number.isNaN(y);
    const draft = unjudged(engine, i, Number.isNaN(y) ? 0 : y, memories[i]!, unseen);
    if (unseen) return draft;
    const exposed = factor * (exposure?.[i]?.[week] ?? 1);
    predictSeries(engine, i, week, exposed);
    if (ageOf(engine, i) >= 2) compare(engine, draft);
    observeSeries(engine, i, week, y, exposed);
    draft.surgeProbability = engine.step.active;
    draft.alarm = alarmAbove(draft.weeksOfHistory, draft.surgeProbability);
    return draft;
  });
  endWeek(engine);
  return drafts;
}

/** What the expectations of a week are multiplied by beside the given exposure; 0 in an outage. */
function exposureFactor(engine: Engine, week: number, last: number, options: JudgeOptions): number {
  if (options.common === false) return last;
  const common = commonFactor(engine, week, last);
  return engine.set.exposure === undefined || common < OUTAGE ? common : last;
}

/**
 * Judges every week of every series on what came before it only; one array of judgements a series. Linear in series × weeks.
 *
 * Expected: a mixture of discounted gamma–Poisson levels (West, Harrison & Migon 1985; dynamic model averaging, Raftery et
 * al. 2010), from 52 weeks of history with trend and calendar, from 104 with yearly season; negative binomial with
 * overdispersion shrunk toward that of all series. Exposure: the given one, else what all series did in common (weighted
 * median, so that one exploding topic makes no other fall); a week in which all fell silent is an outage. Surge: a hidden Markov filter (Le Strat & Carrat 1999); weeks
 * in a surge teach the level little, a step that stays six weeks becomes the level; where a series begins to count something
 * else (`breaks`) its level is learned anew and no change is told. Flags: Benjamini–Hochberg over the
 * rises and over the falls of a week, and not more false ones than the budget.
 */
export function judgeSeries(set: SeriesSet, options: JudgeOptions): Judgement[][] {
  return judgeEach(set, [options])[0]!;
}

/** `judgeSeries` for several budgets in one pass; one answer a budget. */
export function judgeBudgets(
  set: SeriesSet,
  options: Omit<JudgeOptions, 'budget'>,
  budgets: readonly number[],
): Judgement[][][] {
  return judgeEach(
    set,
    budgets.map((budget) => ({ ...options, budget })),
  );
}

/** Options differ in their strictness only. */
function judgeEach(set: SeriesSet, all: readonly JudgeOptions[]): Judgement[][][] {
  const engine = makeEngine(set);
  const memories = all.map(() => set.ids.map((): Memory => ({ raised: 0, quiet: 0, seen: false })));
  const out: Judgement[][][] = all.map(() => set.ids.map(() => []));
  let factor = 1;
  for (let week = 0; week < set.partial.length; week++) {
    const next = set.partial[week] === 1 ? factor : exposureFactor(engine, week, factor, all[0]!);
    const drafts = judgeWeek(engine, week, next, memories[0]!);
    const tests = Math.max(1, adjust(drafts));
    all.forEach((options, k) => {
      drafts.forEach((draft, i) => {
        if (isBreak(set, i, week)) memories[k]![i]!.raised = 0;
        const own = k === all.length - 1 ? draft : { ...draft };
        decide(own, memories[k]![i]!, options, tests);
        remember(own, memories[k]![i]!);
        out[k]![i]!.push(own);
      });
    });
    if (next >= OUTAGE) factor = next;
  }
  return out;
}
