import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonHoles, type Holding } from '../../src/warehouse/gaps.ts';

const hole = fc
  .tuple(fc.nat(30), fc.nat(30), fc.constantFrom('group', 'retention'))
  .map(([a, b, cause]) => ({ from: Math.min(a, b), to: Math.max(a, b), cause }))
  .filter(({ from, to }) => from < to);
/** Gaps lie before what is expected next. */
const holding: fc.Arbitrary<Holding> = fc
  .record({ next: fc.nat(40), gaps: fc.array(hole, { maxLength: 5 }) })
  .map(({ next, gaps }) => ({ next, gaps: gaps.filter(({ to }) => to <= next) }));

const lacks = ({ next, gaps }: Holding, position: number): boolean =>
  position >= next || gaps.some(({ from, to }) => from <= position && position < to);
const merged = (a: Holding, b: Holding): Holding => ({ next: Math.max(a.next, b.next), gaps: commonHoles(a, b) });

test('a merged holding lacks exactly what both lack', () => {
  fc.assert(
    fc.property(holding, holding, (a, b) => {
      const both = merged(a, b);
      for (let p = 0; p < both.next; p++) expect(lacks(both, p)).toBe(lacks(a, p) && lacks(b, p));
    }),
  );
});

test('merging is the same in any order, and again changes nothing', () => {
  fc.assert(
    fc.property(holding, holding, holding, (a, b, c) => {
      const all = merged(merged(a, b), c);
      expect(merged(c, merged(b, a))).toEqual(all);
      expect(merged(all, b)).toEqual(all);
    }),
  );
});

test('what was deleted is not hoped for: retention outweighs passed over', () => {
  const a = { next: 10, gaps: [{ from: 2, to: 6, cause: 'retention' }] };
  const b = { next: 4, gaps: [{ from: 0, to: 3, cause: 'group' }] };
  expect(commonHoles(a, b)).toEqual([
    { from: 2, to: 3, cause: 'retention' },
    { from: 4, to: 6, cause: 'retention' },
  ]);
  expect(commonHoles({ next: 3, gaps: [] }, { next: 9, gaps: [{ from: 0, to: 8, cause: 'group' }] })).toEqual([
    { from: 3, to: 8, cause: 'group' },
  ]);
});
