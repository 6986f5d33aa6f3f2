import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullDays, ingestionGaps } from '../../src/trends/gaps.ts';
import { poisson, randomFrom } from './simulate.ts';

/** Days of `weeks` weeks with these means from Monday to Sunday. */
function days(weeks: number, means: readonly number[], seed = 1): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: weeks * 7 }, (_, d) => poisson(random, means[d % 7]!));
}
const EVEN = [100, 100, 100, 100, 100, 60, 60];
const marked = (totals: readonly number[]): number[] =>
  [...ingestionGaps(totals)].flatMap((gap, d) => (gap ? [d] : []));

describe('gaps in ingestion', () => {
  it('are missing days and thin ones, not slow ones', () => {
    const totals = days(10, EVEN);
    totals[40] = 0;
    totals[50] = 12;
    totals[58] = 55;
    expect(marked(totals)).toEqual([40, 50]);
    expect(fullDays(ingestionGaps(totals))).toEqual([7, 7, 7, 7, 7, 6, 7, 6, 7, 7]);
  });

  it('do not hide one another: a lost month stays lost', () => {
    const totals = days(12, EVEN).map((count, d) => (d >= 42 && d < 70 ? 0 : count));
    expect(marked(totals)).toEqual(Array.from({ length: 28 }, (_, i) => 42 + i));
  });

  it('are not the Sundays of a desk that is closed then, nor the empty day of a small one', () => {
    expect(marked(days(10, [50, 50, 50, 50, 50, 20, 0]))).toEqual([]);
    expect(marked([...days(10, [3, 3, 3, 3, 3, 2, 2], 4), 2, 3, 0, 4, 1, 2, 3])).toEqual([]);
  });

  it('are the days before the first ticket and after the last one', () => {
    const totals = days(6, EVEN).map((count, d) => (d < 3 || d >= 39 ? 0 : count));
    expect(marked(totals)).toEqual([0, 1, 2, 39, 40, 41]);
  });

  it('are rare where nothing is missing', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.integer({ min: 1, max: 300 }), (seed, mean) => {
        expect(
          marked(
            days(
              20,
              Array.from({ length: 7 }, () => mean),
              seed,
            ),
          ).length,
        ).toBeLessThanOrEqual(2);
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
