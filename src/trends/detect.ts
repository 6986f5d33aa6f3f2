import { Fault } from '../errors.ts';
import { endWeek, makeEngine, observeSeries, predictSeries, type SeriesSet } from './engine.ts';
import { alarmAbove, upperP } from './operating-point.ts';
import { weekIndex } from './week-index.ts';

/** Judgements of a CSV's rows, in the order of its rows. */
export interface Detected {
  readonly series: readonly string[];
  readonly week: readonly string[];
  /** Expected count; NaN in a series' first two weeks. */
  readonly expected: Float64Array;
  readonly ratio: Float64Array;
  /** Upper p-value (see `upperP`). */
  readonly pValue: Float64Array;
  /** 1 = alarm (see `alarmAbove`). */
  readonly alarm: Uint8Array;
}

interface Rows {
  readonly names: string[];
  readonly weeks: string[];
  readonly slot: number[];
  readonly index: number[];
  readonly counts: number[];
  readonly totals: number[];
  readonly hasTotal: boolean;
}

function columnsOf(header: readonly string[]): { series: number; week: number; count: number; total: number } {
  const at = (name: string): number => header.findIndex((field) => field.trim().toLowerCase() === name);
  const columns = { series: at('series'), week: at('week'), count: at('count'), total: at('total') };
  if (columns.series >= 0 && columns.week >= 0 && columns.count >= 0) return columns;
  throw new Fault(
    'bad-input-file',
    'The first line must name the columns series, week and count (total is optional).',
    {
      next: 'Add the header line series,week,count or series,week,count,total.',
    },
  );
}

function numberOf(text: string | undefined, line: number, name: string): number {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new Fault('bad-input-file', `Line ${line}: ${name} is not a number of at least 0.`, {
    next: `Correct line ${line}.`,
  });
}

function readRows(rows: Iterable<readonly string[]>, ids: Map<string, number>): Rows {
  const out: Omit<Rows, 'hasTotal'> = { names: [], weeks: [], slot: [], index: [], counts: [], totals: [] };
  let columns: ReturnType<typeof columnsOf> | undefined;
  let line = 0;
  for (const row of rows) {
    line++;
    if (columns === undefined) {
      columns = columnsOf(row);
      continue;
    }
    const name = row[columns.series] ?? '';
    const week = row[columns.week] ?? '';
    const index = weekIndex(week);
    if (index === undefined)
      throw new Fault(
        'bad-input-file',
        `Line ${line}: the week is neither like 2026-W47, 2026-11-16 nor a whole number.`,
        {
          next: `Correct line ${line}.`,
        },
      );
    let slot = ids.get(name);
    if (slot === undefined) ids.set(name, (slot = ids.size));
    out.names.push(name);
    out.weeks.push(week);
    out.slot.push(slot);
    out.index.push(index);
    out.counts.push(numberOf(row[columns.count], line, 'count'));
    if (columns.total >= 0) out.totals.push(numberOf(row[columns.total], line, 'total'));
  }
  if (columns === undefined)
    throw new Fault('bad-input-file', 'The file is empty.', { next: 'Give a CSV with a header line.' });
  return { ...out, hasTotal: columns.total >= 0 };
}

/** First and last week of each series, and of all. */
function spans(rows: Rows, series: number): { first: Int32Array; last: Int32Array; from: number; to: number } {
  const first = new Int32Array(series).fill(2 ** 31 - 1);
  const last = new Int32Array(series).fill(-(2 ** 31));
  let [from, to] = [Infinity, -Infinity];
  for (let r = 0; r < rows.slot.length; r++) {
    const i = rows.slot[r]!;
    const w = rows.index[r]!;
    first[i] = Math.min(first[i]!, w);
    last[i] = Math.max(last[i]!, w);
    from = Math.min(from, w);
    to = Math.max(to, w);
  }
  return { first, last, from, to };
}

/** Dense series: rows of one series and week add up; a missing week is zero where the file leaves zeros out, else a gap. */
function toSet(rows: Rows, ids: Map<string, number>): { set: SeriesSet; from: number } {
  const { first, last, from, to } = spans(rows, ids.size);
  const weeks = ids.size === 0 ? 0 : to - from + 1;
  if (weeks > 20_000)
    throw new Fault('bad-input-file', `The weeks span ${weeks} weeks.`, { next: 'Correct the week column.' });
  const missing = rows.hasTotal || rows.counts.includes(0) ? NaN : 0;
  const counts = Array.from(ids, () => new Float64Array(weeks).fill(NaN));
  const exposure = rows.hasTotal ? counts.map(() => new Float64Array(weeks)) : undefined;
  counts.forEach((series, i) => series.fill(missing, first[i]! - from, last[i]! - from + 1));
  for (let r = 0; r < rows.slot.length; r++) {
    const series = counts[rows.slot[r]!]!;
    const w = rows.index[r]! - from;
    series[w] = (Number.isNaN(series[w]!) ? 0 : series[w]!) + rows.counts[r]!;
    if (exposure !== undefined) exposure[rows.slot[r]!]![w]! += rows.totals[r]!;
  }
  const shared = { ids: [...ids.keys()], counts, partial: new Uint8Array(weeks) };
  return { set: exposure === undefined ? shared : { ...shared, exposure: exposure.map(relative) }, from };
}

/** Exposure in units of the series' first total, so that levels stay near the counts' size. */
function relative(totals: Float64Array): Float64Array {
  const unit = totals.find((total) => total > 0) ?? 1;
  return totals.map((total) => total / unit);
}

interface Grids {
  readonly expected: readonly Float64Array[];
  readonly pValue: readonly Float64Array[];
  readonly alarm: readonly Uint8Array[];
}

function judgeGrid(set: SeriesSet): Grids {
  const weeks = set.partial.length;
  const expected = set.ids.map(() => new Float64Array(weeks).fill(NaN));
  const pValue = set.ids.map(() => new Float64Array(weeks).fill(NaN));
  const alarm = set.ids.map(() => new Uint8Array(weeks));
  const engine = makeEngine(set);
  for (let week = 0; week < weeks; week++) {
    for (let i = 0; i < set.ids.length; i++) {
      const y = set.counts[i]![week]!;
      const exposed = set.exposure?.[i]![week] ?? 1;
      if (Number.isNaN(y) || exposed <= 0) continue;
      const history = engine.history[i]!;
      predictSeries(engine, i, week, exposed);
      if (history >= 2) {
        expected[i]![week] = engine.mean;
        pValue[i]![week] = upperP(y, engine.mean, engine.variance);
      }
      observeSeries(engine, i, week, y, exposed);
      if (history >= 2 && y > 0 && alarmAbove(history, engine.step.active)) alarm[i]![week] = 1;
    }
    endWeek(engine);
  }
  return { expected, pValue, alarm };
}

/**
 * Judges any CSV of weekly counts: header series,week,count[,total], then rows in any order; a week is an ISO week
 * (2026-W47), a date in it, or a whole number. Each week is judged on what came before it only, series share nothing but
 * the pooled overdispersion. Time linear in rows. Faults `bad-input-file` name the line.
 */
export function detectCsv(rows: Iterable<readonly string[]>): Detected {
  const ids = new Map<string, number>();
  const read = readRows(rows, ids);
  const { set, from } = toSet(read, ids);
  const grids = judgeGrid(set);
  const n = read.slot.length;
  const out = {
    expected: new Float64Array(n),
    ratio: new Float64Array(n),
    pValue: new Float64Array(n),
    alarm: new Uint8Array(n),
  };
  for (let r = 0; r < n; r++) {
    const i = read.slot[r]!;
    const w = read.index[r]! - from;
    out.expected[r] = grids.expected[i]![w]!;
    out.ratio[r] = set.counts[i]![w]! / out.expected[r]!;
    out.pValue[r] = grids.pValue[i]![w]!;
    out.alarm[r] = grids.alarm[i]![w]!;
  }
  return { series: read.names, week: read.weeks, ...out };
}
