/** What past weeks' reports would have flagged, and how much of that by chance. */
import { seeded, shuffle } from '../tagging/random.ts';
import { judgeBudgets, type Judgement, type SeriesSet } from './judge.ts';

/** What is tried over which weeks. */
export interface BacktestPlan {
  /** The last so many weeks of the axis are looked at. */
  readonly weeks: number;
  /** False alarms a week that would be accepted, one answer each. */
  readonly budgets: readonly number[];
  readonly falseDiscoveryRate: number;
  /** Times that history is shuffled. */
  readonly shuffles: number;
  readonly seed: number;
  /** Series to count; all are judged together. Default: all. */
  readonly counted?: (id: string) => boolean;
}

/** Consecutive weeks in which a series was flagged as risen. Weeks are positions on the axis. */
export interface Episode {
  readonly id: string;
  /** First of the weeks in a row above the 90 % interval that led to the flag: what hindsight calls the beginning. */
  readonly onset: number;
  readonly first: number;
  readonly last: number;
  /** Week with the most cases. */
  readonly peak: number;
  /** Cases seen and expected in the peak week. */
  readonly observed: number;
  readonly expected: number;
}

/** What one budget would have meant. */
export interface BudgetOutcome {
  readonly budget: number;
  /** Flagged rises, series times weeks. */
  readonly flags: number;
  readonly episodes: readonly Episode[];
  /** Share of the episodes flagged in the week of their onset; null when there was none. */
  readonly inFirstWeek: number | null;
  /** Mean weeks from onset to first flag, and from first flag to peak; null when there was no episode. */
  readonly weeksLate: number | null;
  readonly weeksBeforePeak: number | null;
  /**
   * Flagged rises a week when the weeks of each series are shuffled, so that nothing lasts and nothing is real: `low`
   * without the weeks that were flagged, `high` with them (a real surge, shuffled, still stands out). The truth lies between.
   */
  readonly falseAlarms: { readonly low: number; readonly high: number };
}

const RISEN: ReadonlySet<string> = new Set(['surging', 'rising', 'new', 'back']);

function isRaised({ flagged, status }: Judgement): boolean {
  return flagged && RISEN.has(status);
}

function onsetOf(weeks: readonly Judgement[], first: number): number {
  let onset = first;
  while (onset > 0 && weeks[onset - 1]!.high !== null && weeks[onset - 1]!.observed > weeks[onset - 1]!.high!) onset--;
  return onset;
}

function episodesOf(id: string, weeks: readonly Judgement[], from: number): Episode[] {
  const found: Episode[] = [];
  for (let first = from; first < weeks.length; first++) {
    if (!isRaised(weeks[first]!)) continue;
    let last = first;
    let peak = first;
    while (last + 1 < weeks.length && (isRaised(weeks[last + 1]!) || weeks[last + 1]!.partial)) {
      last++;
      if (weeks[last]!.observed > weeks[peak]!.observed && !weeks[last]!.partial) peak = last;
    }
    while (weeks[last]!.partial) last--;
    const { observed, expected } = weeks[peak]!;
    found.push({ id, onset: onsetOf(weeks, first), first, last, peak, observed, expected: expected ?? 0 });
    first = last;
  }
  return found;
}

/**
 * The counts of one series dealt anew over its full weeks, as rates of their exposure; `skip` marks weeks left out of the
 * deal. Weeks are dealt between breaks only: before and after one something else is counted.
 */
function dealt(set: SeriesSet, i: number, skip: (week: number) => boolean, random: () => number): Float64Array {
  const ends = [0, ...(set.breaks?.[i] ?? []), set.partial.length];
  const out = Float64Array.from(set.counts[i]!);
  for (const [k, to] of ends.slice(1).entries()) deal(set, i, [ends[k]!, to], skip, random, out);
  return out;
}

function deal(
  set: SeriesSet,
  i: number,
  [from, to]: readonly [number, number],
  skip: (week: number) => boolean,
  random: () => number,
  out: Float64Array,
): void {
  const counts = set.counts[i]!;
  const exposure = set.exposure?.[i];
  const full = [...counts.keys()].filter(
    (week) => week >= from && week < to && set.partial[week] === 0 && !Number.isNaN(counts[week]!),
  );
  const kept = full.filter((week) => !skip(week));
  if (kept.length === 0) return;
  const order = Int32Array.from(kept);
  shuffle(order, random);
  full.forEach((week, k) => {
    const source = order[k] ?? kept[Math.floor(random() * kept.length)]!;
    out[week] =
      exposure === undefined ? counts[source]! : Math.round((counts[source]! * exposure[week]!) / exposure[source]!);
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function flagsIn(judged: readonly (readonly Judgement[])[], counts: (i: number) => boolean, from: number): number {
  return judged.reduce((sum, weeks, i) => sum + (counts(i) ? weeks.slice(from).filter(isRaised).length : 0), 0);
}

/**
 * Judges history as its weekly reports did, each week on what came before it only, for several budgets at once, and the
 * same history with the weeks of each series shuffled (permutation under exchangeable weeks). Deterministic by seed.
 * @param onShuffle called after each shuffle with how many are done.
 */
export function backtest(
  set: SeriesSet,
  plan: BacktestPlan,
  onShuffle: (done: number) => void = () => undefined,
): BudgetOutcome[] {
  const { budgets, falseDiscoveryRate, shuffles, counted = (): boolean => true } = plan;
  const from = Math.max(0, set.partial.length - plan.weeks);
  const weeks = set.partial.slice(from).filter((partial) => partial === 0).length;
  const counts = (i: number): boolean => counted(set.ids[i]!);
  const strictness = { falseDiscoveryRate };
  const real = judgeBudgets(set, strictness, budgets);
  const flaggedAtAll = (i: number, week: number): boolean => real.some((judged) => judged[i]![week]!.flagged);
  const random = seeded(plan.seed);
  const [low, high] = [budgets.map(() => 0), budgets.map(() => 0)];
  for (let done = 1; done <= shuffles; done++) {
    for (const [sums, leaveOut] of [[low, true], [high, false]] as const) {
      const shuffled = set.counts.map((_, i) => dealt(set, i, (week) => leaveOut && flaggedAtAll(i, week), random));
      judgeBudgets({ ...set, counts: shuffled }, strictness, budgets).forEach((judged, b) => {
        sums[b]! += flagsIn(judged, counts, from) / shuffles / Math.max(1, weeks);
      });
    } // prettier-ignore
    onShuffle(done);
  }
  return budgets.map((budget, b) => {
    const episodes = set.ids.flatMap((id, i) => (counts(i) ? episodesOf(id, real[b]![i]!, from) : []));
    return {
      budget,
      flags: flagsIn(real[b]!, counts, from),
      episodes: episodes.toSorted((x, y) => x.first - y.first),
      inFirstWeek: mean(episodes.map(({ onset, first }) => (onset === first ? 1 : 0))),
      weeksLate: mean(episodes.map(({ onset, first }) => first - onset)),
      weeksBeforePeak: mean(episodes.map(({ first, peak }) => peak - first)),
      falseAlarms: { low: low[b]!, high: high[b]! },
    };
  });
}
