import { weekOf } from '../../src/report/format.ts';
import type { TopicChange } from '../../src/tagging/taxonomy-changes.ts';
import type { JudgedWeek } from '../../src/report/assemble.ts';
import type { Sureness } from '../../src/report/model.ts';
import { breaksOf, type PlacedBreak } from './breaks.ts';
import { judgeSeries, type JudgeOptions, type Judgement, type SeriesSet } from '../../src/trends/judge.ts';

/** Tickets and users of one series in a week. */
export interface WeekCount {
  readonly tickets: number;
  readonly users: number;
  /** Date of the taxonomy's change before which the tickets were tagged; null or absent: as the topic is now. */
  readonly before?: string | null;
}

/** Tickets and users of one series by Monday. */
export type WeekCounts = ReadonlyMap<string, WeekCount>;

/** A series to judge. */
export interface CountedSeries {
  readonly id: string;
  readonly weeks: WeekCounts;
  /** What it was before the taxonomy changed, in order of date. */
  readonly changes?: readonly TopicChange[];
}

/** The weeks that series are judged on, and what is known of them. */
export interface WeekFrame {
  /** Mondays, oldest first, without gaps. */
  readonly axis: readonly string[];
  /** 1 for weeks that are not complete. */
  readonly partial: Uint8Array;
  /** Active users in units of the last week's; null: the denominator is what all series did in common. */
  readonly exposure: Float64Array | null;
  /** Calendar and events, a value a week. */
  readonly regressors: readonly Float64Array[];
  /** By topic, the same for those that something concerned alone. */
  readonly ownRegressors: ReadonlyMap<string, readonly Float64Array[]>;
}

/** What judging a week came to. */
export interface WeekJudgement {
  /** By series id, one judged week a Monday of the axis. */
  readonly series: ReadonlyMap<string, readonly JudgedWeek[]>;
  /** By series id, where it breaks. */
  readonly breaks: ReadonlyMap<string, readonly PlacedBreak[]>;
  /** Rows for trend_tests: all judged weeks of the run. */
  readonly rows: readonly Record<string, unknown>[];
  readonly tests: number;
  readonly flags: number;
  readonly expectedFalse: number;
  /** Weeks in which all series together fell silent: an outage of the pipeline, 1 a week of the axis. */
  readonly outages: Uint8Array;
}

function surenessOf(j: Judgement): Sureness {
  if (j.sureness === 'likely-real') return { kind: 'likely-real', oneIn: j.oneIn ?? 2 };
  if (j.sureness === 'too-young') return { kind: 'too-young', weeks: j.weeksOfHistory };
  return { kind: j.sureness };
}

/** Tickets a user of the weeks before, at least 1: turns expected users into expected tickets. */
function ticketsAUser(weeks: WeekCounts, axis: readonly string[], upTo: number): number {
  const ratios: number[] = [];
  for (let i = Math.max(0, upTo - 12); i < upTo; i++) {
    const week = weeks.get(axis[i]!);
    if (week !== undefined && week.users > 0) ratios.push(week.tickets / week.users);
  }
  ratios.sort((a, b) => a - b);
  return Math.max(1, ratios[Math.floor(ratios.length / 2)] ?? 1);
}

/** What is said of week `i` of the axis, in tickets. */
export function judgedWeek(series: CountedSeries, axis: readonly string[], i: number, j: Judgement): JudgedWeek {
  const { tickets, users } = series.weeks.get(axis[i]!) ?? { tickets: 0, users: 0 };
  const scale = ticketsAUser(series.weeks, axis, i);
  const scaled = (value: number | null): number | null => (value === null ? null : value * scale);
  return {
    week: weekOf(axis[i]!),
    tickets,
    users,
    expected: scaled(j.expected),
    low: j.low === null ? null : Math.round(j.low * scale),
    high: j.high === null ? null : Math.round(j.high * scale),
    ratio: j.ratio,
    ratioLow: j.ratioLow,
    ratioHigh: j.ratioHigh,
    qValue: j.qValue,
    status: j.status,
    sureness: surenessOf(j),
    flagged: j.flagged,
    partial: j.partial,
    weeksRaised: j.weeksRaised,
    newLevelSince: j.newLevelSince === null ? null : weekOf(axis[j.newLevelSince]!),
  };
}

/** A judgement as a row of trend_tests; `about` is added to its inputs. */
export function rowOf(
  series: CountedSeries,
  monday: string,
  j: Judgement,
  judged: JudgedWeek,
  axis: readonly string[],
  about: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    week: monday,
    series: series.id,
    observed_users: j.observed,
    expected_users: j.expected,
    expected: judged.expected,
    low: judged.low,
    high: judged.high,
    ratio: j.ratio,
    ratio_low: j.ratioLow,
    ratio_high: j.ratioHigh,
    p_value: j.pValue,
    q_value: j.qValue,
    surge_probability: j.surgeProbability,
    flagged: j.flagged,
    status: j.status,
    sureness: j.sureness,
    one_in: j.oneIn,
    weeks_raised: j.weeksRaised,
    new_level_since: j.newLevelSince === null ? null : axis[j.newLevelSince],
    weeks_of_history: j.weeksOfHistory,
    partial: j.partial,
    inputs: JSON.stringify({ tickets: judged.tickets, ...about }),
  };
}

/** The last break up to a week, for the inputs of its judgement. */
function breakBefore(breaks: readonly PlacedBreak[], week: string): Readonly<Record<string, unknown>> {
  const last = breaks.findLast(({ said }) => said.week <= week);
  return last === undefined ? {} : { break: { week: last.said.week, kind: last.said.kind } };
}

/**
 * The series as the engine takes them: distinct users a week, so that one user's many tickets move nothing.
 * @param topicOf the topic whose calendar a series has; default: its own id.
 */
export function seriesSet<T extends CountedSeries>(
  all: readonly T[],
  frame: WeekFrame,
  topicOf: (one: T) => string = ({ id }) => id,
): SeriesSet {
  const { axis, partial, exposure, regressors, ownRegressors } = frame;
  return {
    ids: all.map(({ id }) => id),
    counts: all.map(({ weeks }) => Float64Array.from(axis, (monday) => weeks.get(monday)?.users ?? 0)),
    partial,
    ...(exposure === null ? {} : { exposure: all.map(() => exposure) }),
    regressors,
    ...(ownRegressors.size === 0
      ? {}
      : { ownRegressors: all.map((one) => ownRegressors.get(topicOf(one)) ?? regressors) }),
    breaks: all.map((one) => breaksOf(one, axis).flatMap(({ at, level }) => (level ? [at] : []))),
  };
}

/** Judges every series in every week of the axis on distinct users, and states expectations in tickets. */
export function judgeWeeks(all: readonly CountedSeries[], frame: WeekFrame, strictness: JudgeOptions): WeekJudgement {
  const { axis, partial } = frame;
  const judgements = judgeSeries(seriesSet(all, frame), strictness);
  const series = new Map<string, JudgedWeek[]>();
  const breaks = new Map(all.map((one) => [one.id, breaksOf(one, axis)]));
  const rows: Record<string, unknown>[] = [];
  let [tests, flags, expectedFalse] = [0, 0, 0];
  all.forEach((one, s) => {
    const judged = judgements[s]!.map((j, i) => judgedWeek(one, axis, i, j));
    series.set(one.id, judged);
    judged.forEach((week, i) => {
      if (judgements[s]![i]!.expected !== null)
        rows.push(rowOf(one, axis[i]!, judgements[s]![i]!, week, axis, breakBefore(breaks.get(one.id)!, week.week)));
    });
    const last = judgements[s]!.at(-1);
    if (last?.qValue === null || last === undefined) return;
    tests++;
    if (last.flagged) {
      flags++;
      expectedFalse += 1 / (last.oneIn ?? 2);
    }
  });
  const outages = partial.map((missing, i) => (missing === 0 && judgements.some((weeks) => weeks[i]!.partial) ? 1 : 0));
  return { series, breaks, rows, tests, flags, expectedFalse, outages };
}
