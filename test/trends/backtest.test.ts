import { describe, expect, it } from 'vitest';
import { backtest, type BacktestPlan } from '../../src/trends/backtest.ts';
import { judgeSeries, type SeriesSet } from '../../src/trends/judge.ts';
import { negativeBinomial, randomFrom } from './simulate.ts';

const PLAN: BacktestPlan = { weeks: 26, budgets: [0.1, 1], falseDiscoveryRate: 0.1, shuffles: 10, seed: 1 };

/** Twelve quiet series of 52 weeks; the first rises from week 40 on to its peak in week 42. */
function history(seed: number, surge: readonly number[] = [1.9, 2.6, 3.2, 1.9]): SeriesSet {
  const random = randomFrom(seed);
  const counts = Array.from({ length: 12 }, (_, i) =>
    Float64Array.from({ length: 52 }, (_, week) =>
      negativeBinomial(random, 40 * (i === 0 ? (surge[week - 40] ?? 1) : 1), 1.3),
    ),
  );
  return { ids: counts.map((_, i) => `s${i}`), counts, partial: new Uint8Array(52) };
}

describe('a backtest', () => {
  it('finds the surge, says when it began, was flagged and peaked', () => {
    const [, one] = backtest(history(4), PLAN);
    const { id, onset, first, peak, last, observed, expected } = one!.episodes.find(
      (e) => e.id === 's0' && e.last >= 40,
    )!;
    expect({ id, onset, first, peak }).toEqual({ id: 's0', onset: 40, first: 40, peak: 42 });
    expect(last).toBeGreaterThanOrEqual(42);
    expect(observed).toBeGreaterThan(2 * expected);
    expect(one!.weeksBeforePeak).toBeGreaterThan(0);
  });

  it('flags exactly what judging with that budget flags', () => {
    const set = history(5);
    for (const { budget, flags } of backtest(set, PLAN)) {
      const judged = judgeSeries(set, { falseDiscoveryRate: 0.1, budget });
      const raised = judged.flatMap((weeks) => weeks.slice(26)).filter((j) => j.flagged && j.status !== 'falling');
      expect(flags).toBe(raised.length);
    }
  });

  it('flags no less, and no less by chance, at a greater budget', () => {
    const [small, great] = backtest(history(6), PLAN);
    expect(great!.flags).toBeGreaterThanOrEqual(small!.flags);
    expect(great!.falseAlarms.high).toBeGreaterThanOrEqual(small!.falseAlarms.high);
    expect(great!.falseAlarms.low).toBeLessThanOrEqual(great!.falseAlarms.high);
  });

  it('counts about one false flag in ten weeks of quiet history at a rate of 10 %, which is what the rate allows', () => {
    const runs = [1, 2, 3, 4].map(
      (seed) => backtest(history(seed, []), { ...PLAN, budgets: [50] })[0]!.falseAlarms.high,
    );
    const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length;
    expect(mean).toBeGreaterThan(0.005);
    expect(mean).toBeLessThan(0.15);
  });

  it('gives the same twice, and another deal for another seed', () => {
    const set = history(7);
    expect(backtest(set, PLAN)).toEqual(backtest(set, PLAN));
    const falseAlarms = [1, 2, 3].map((seed) =>
      JSON.stringify(
        backtest(set, { ...PLAN, shuffles: 20, budgets: [50], falseDiscoveryRate: 0.5, seed })[0]!.falseAlarms,
      ),
    );
    expect(new Set(falseAlarms).size).toBeGreaterThan(1);
  });

  it('counts only the series asked for, judged among all', () => {
    const [, one] = backtest(history(4), { ...PLAN, counted: (id) => id !== 's0' });
    expect(one!.episodes.some(({ id }) => id === 's0')).toBe(false);
  });
});
