import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/trends/distributions.ts';
import { judgeFamilies } from '../../src/trends/families.ts';
import { adjustFalseDiscovery } from '../../src/trends/false-discovery.ts';
import { normal, randomFrom } from './simulate.ts';

describe('tests inside selected families', () => {
  it('are held to the rate times the share of families selected', () => {
    const [one] = judgeFamilies([[0.001, 0.04, 0.2]], 36, 0.1);
    expect(one!.level).toBeCloseTo(0.1 / 36, 12);
    expect(one!.qValues[0]).toBeCloseTo(0.003, 12);
    expect(one!.flagged).toEqual([false, false, false]);
    expect(judgeFamilies([[0.0009, 0.04, 0.2]], 36, 0.1)[0]!.flagged).toEqual([true, false, false]);
    expect(
      judgeFamilies(
        Array.from({ length: 36 }, () => [0.001, 0.04, 0.2]),
        36,
        0.1,
      )[0]!.flagged,
    ).toEqual([true, true, false]);
    expect(judgeFamilies([], 36, 0.1)).toEqual([]);
  });

  it('give no more false ones among those told of a family than the rate, where the families were chosen for their size', () => {
    const random = randomFrom(3);
    let [share, told, hits, real] = [0, 0, 0, 0];
    for (let run = 0; run < 1000; run++) {
      const families = Array.from({ length: 36 }, (_, f) => {
        const truth = Array.from({ length: 40 }, (_, s) => f < 3 && s < 6);
        return { truth, p: truth.map((risen) => 1 - normalCdf(normal(random) + (risen ? 4 : 0))) };
      });
      const simes = families.map(({ p }) => Math.min(...adjustFalseDiscovery(p)));
      const q = adjustFalseDiscovery(simes);
      const selected = families.filter((_, f) => q[f]! <= 0.1);
      for (const [k, { flagged }] of judgeFamilies(
        selected.map(({ p }) => p),
        36,
        0.1,
      ).entries()) {
        const { truth } = selected[k]!;
        const named = flagged.filter(Boolean).length;
        const wrong = flagged.filter((one, s) => one && !truth[s]!).length;
        share += wrong / Math.max(1, named) / selected.length;
        hits += named - wrong;
        real += truth.filter(Boolean).length;
      }
      told++;
    }
    expect(share / told).toBeLessThan(0.105);
    expect(hits / real).toBeGreaterThan(0.6);
  });
});
