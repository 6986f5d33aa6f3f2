import { describe, expect, it } from 'vitest';
import { findDrivers } from '../../src/trends/drivers.ts';
import { measureDrivers } from '../bench/trends-measure.ts';

const slice = (
  value: string,
  before: number,
  now: number,
  growth = 1,
): { parts: { dimension: string; value: string }[]; before: number; now: number; growth: number } => ({
  parts: [{ dimension: 'country', value }],
  before,
  now,
  growth,
});

describe('drivers', () => {
  it('name the planted slice first in nine of ten surges, and nothing in 95 of 100 without one', () => {
    const { first, silent } = measureDrivers(5, 200);
    expect(first).toBeGreaterThanOrEqual(0.9);
    expect(silent).toBeGreaterThanOrEqual(0.95);
  });

  it('tell a change of rate from a change of mix', () => {
    const others = [slice('ID', 40, 44), slice('BR', 40, 38)];
    const [rate] = findDrivers([slice('VN', 20, 80), ...others], 162, 100);
    expect(rate).toMatchObject({ mixOnly: false, before: 20 });
    const [mix] = findDrivers([slice('VN', 20, 80, 4), ...others], 162, 100);
    expect(mix).toMatchObject({ mixOnly: true, before: 20 });
    expect(mix!.parts).toEqual([{ dimension: 'country', value: 'VN' }]);
  });

  it('see a rate that rose beyond the growth', () => {
    const [driver] = findDrivers([slice('VN', 20, 120, 2), slice('ID', 40, 44)], 202, 100);
    expect(driver).toMatchObject({ mixOnly: false, before: 40 });
  });

  it('do not tell the same tickets twice', () => {
    const version = { parts: [{ dimension: 'app_version', value: '8.2.1' }], before: 10, now: 70 };
    const both = { parts: [...version.parts, { dimension: 'os', value: 'android' }], before: 10, now: 70 };
    expect(findDrivers([both, version], 160, 100).map(({ parts }) => parts)).toEqual([version.parts]);
  });
});
