import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../src/tagging/kernel.ts';

test('the kernel sums what a plain loop sums, for any number of classes and features', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 16384 })), { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      (classes, features, most) => {
        const weights = Int8Array.from({ length: 10 * classes }, (_, i) => ((i * 37) % 256) - 128);
        const ids = Int32Array.from(features, ([id]) => id);
        const values = Float32Array.from(features, ([, value]) => value / 16384);
        const sums = new Float64Array(classes);
        new Kernel(weights, classes, most).accumulate(ids, values, 0, ids.length, sums);
        const plain = sums.map((_, c) =>
          ids.reduce((sum, id, k) => sum + (weights[id * classes + c] ?? 0) * (values[k] ?? 0), 0),
        );
        for (const [c, sum] of plain.entries()) expect(sums[c]).toBeCloseTo(sum, 6);
      },
    ),
  );
});
