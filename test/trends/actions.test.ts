import { describe, expect, it } from 'vitest';
import { settledIn, verifyAction } from '../../src/trends/actions.ts';

/** Twelve weeks of `before`, the week of the action, then `after`. */
function series(
  before: number,
  after: readonly number[],
): { counts: Float64Array; at: number; controls: Float64Array[] } {
  const counts = Float64Array.from([
    ...Array.from({ length: 12 }, (_, w) => before + (w % 2 === 0 ? 3 : -3)),
    before,
    ...after,
  ]);
  return { counts, at: 12, controls: [] };
}

describe('an action', () => {
  it('is not judged in its own week nor after one week, and says from when it will be knowable', () => {
    for (const after of [[], [40]]) {
      const { verdict, knowableFrom } = verifyAction(series(100, after));
      expect(verdict).toBe('cannot-tell-yet');
      expect(knowableFrom).toBe(14);
    }
    expect(verifyAction(series(8, [8, 8])).knowableFrom).toBeNull();
  });

  it('is verified when the fall exceeds chance, with an effect of that size', () => {
    const { verdict, effect, effectLow, effectHigh, knowableFrom } = verifyAction(series(100, [50, 48, 52, 50]));
    expect({ verdict, knowableFrom }).toEqual({ verdict: 'verified', knowableFrom: null });
    expect(effect).toBeCloseTo(-0.5, 1);
    expect(effectLow).toBeLessThan(-0.5);
    expect(effectHigh).toBeGreaterThan(-0.5);
    expect(effectHigh).toBeLessThan(0);
  });

  it('is not working when a fall of 20 % is excluded', () => {
    expect(verifyAction(series(100, [101, 99, 104, 100])).verdict).toBe('not-working');
  });

  it('gets no credit for what the segments without the fix did as well', () => {
    const action = series(100, [50, 48, 52, 50]);
    const { verdict, effect } = verifyAction({ ...action, controls: [action.counts.map((count) => count * 2)] });
    expect(verdict).not.toBe('verified');
    expect(effect).toBeCloseTo(0, 1);
  });

  it('settles in the first week whose verdict holds, whatever follows', () => {
    expect(settledIn(series(100, [50, 48, 52, 50, 49]))).toBe(14);
    expect(settledIn(series(100, [50, 48, 120, 130, 125]))).toBe(14);
    expect(settledIn(series(6, [5, 6, 5]))).toBeNull();
  });
});
