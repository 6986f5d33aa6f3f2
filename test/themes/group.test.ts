import { expect, test } from 'vitest';
import { seeded } from '../../src/tagging/random.ts';
import { matchGroup } from '../../src/themes/group.ts';
import { dense, unitRows, type Dense } from '../../src/themes/sparse.ts';

const WIDTH = 8;
const random = seeded(3);

/** Unit vectors scattered around a direction. */
function around(direction: readonly number[], count: number): number[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: WIDTH }, (_, i) => (direction[i] ?? 0) + 0.12 * (random() - 0.5)),
  );
}

function pointsOf(rows: readonly number[][]): Dense {
  const points = dense(rows.length, WIDTH);
  rows.forEach((row, i) => points.data.set(row, i * WIDTH));
  return unitRows(points);
}

const input = (fresh: number[][], past: readonly number[][][]) => ({
  points: pointsOf([...fresh, ...past.flat()]),
  fresh: fresh.length,
  past: Int32Array.from(past.flatMap((texts, theme) => texts.map(() => theme))),
  themes: past.length,
  users: fresh.map((_, i) => `u${i}`),
  seed: 1,
  minUsers: 5,
  minTickets: 8,
  backgroundScale: 0,
});

const LAG = [1, 0.01];
const LATE = [1, -0.01];
const GIFT = [0, 0, 1];

test('two themes whose matters became one are told as merged, not as one that went', () => {
  const fresh = [...around([1, 0], 14), ...around(GIFT, 14)];
  const { merged, newThemes } = matchGroup(input(fresh, [around(LAG, 8), around(LATE, 8), around(GIFT, 8)]));
  expect(newThemes).toBe(0);
  expect(merged).toHaveLength(1);
  expect(new Set([merged[0]?.from, merged[0]?.to])).toEqual(new Set([0, 1]));
});

test('a theme that nobody writes about any more is merged into none', () => {
  const fresh = around(LAG, 40);
  const { merged } = matchGroup(input(fresh, [around(LAG, 16), around(GIFT, 16)]));
  expect(merged).toEqual([]);
});
