import { describe, expect, it } from 'vitest';
import { countInterval, countQuantile, logGamma, logPmf, midP } from '../../src/trends/distributions.ts';
import { adjustFalseDiscovery } from '../../src/trends/false-discovery.ts';
import { randomFrom } from './simulate.ts';

describe('count distributions', () => {
  it('both ends of an interval are the quantiles, found one by one', () => {
    const random = randomFrom(4);
    for (let k = 0; k < 2000; k++) {
      const mean = Math.exp(-4 + 11 * random());
      const variance = mean * (1 + (k % 3) * random());
      const out = { low: 0, high: 0 };
      countInterval(0.05, mean, variance, out);
      expect([mean, variance, out.low, out.high]).toEqual([
        mean,
        variance,
        countQuantile(0.05, mean, variance),
        countQuantile(0.95, mean, variance),
      ]);
    }
  });

  it('by hand: of a Poisson count of mean 3 the interval is 1 … 6', () => {
    const out = { low: 0, high: 0 };
    countInterval(0.05, 3, 3, out);
    expect(midP(6, 3, 3)).toBeCloseTo(0.0588, 3);
    expect([out.low, out.high]).toEqual([1, 7]);
  });

  it('the product and the log-gammas give the same probability', () => {
    for (const y of [0, 5, 39, 40, 41, 80])
      for (const mean of [2, 30]) {
        const size = mean / 0.7;
        const direct =
          logGamma(size + y) -
          logGamma(size) -
          logGamma(y + 1) -
          size * Math.log1p(mean / size) +
          y * Math.log(mean / (size + mean));
        expect(logPmf(y, mean, mean * 1.7)).toBeCloseTo(direct, 10);
      }
  });
});

describe('q-values', () => {
  it('by hand, ties and order included', () => {
    expect(adjustFalseDiscovery([0.04, 0.01, 0.5, 0.01]).map((q) => Math.round(q * 1e6) / 1e6)).toEqual([
      0.053333, 0.02, 0.5, 0.02,
    ]);
    expect(adjustFalseDiscovery([])).toEqual([]);
  });
});
