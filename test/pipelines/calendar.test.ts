import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScopedHappening } from '../../pipelines/context.ts';
import { readCalendar } from '../../pipelines/weekly/calendar.ts';
import { weekOf } from '../../src/report/format.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, tagging, ticket } from '../warehouse/facts.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 2, 2);
const AXIS = Array.from({ length: 10 }, (_, w) => new Date(FIRST + w * 7 * DAY).toISOString().slice(0, 10));
let warehouse: Warehouse;
let folder: string;

const happening = (week: number, scope: Record<string, string>): ScopedHappening => {
  const date = AXIS[week]!;
  return { week: weekOf(date), date, kind: 'release', what: { en: 'x', zh: 'x' }, scope };
};
const every = (scope: Record<string, string>): ScopedHappening[] => [0, 2, 4].map((week) => happening(week, scope));
const columns = async (happenings: readonly ScopedHappening[]): Promise<number[][]> =>
  (await readCalendar(warehouse, happenings, AXIS)).shared.map((column) => [...column]);

/** Four tickets a week: three of Android, of which the one of 8.3.0 only from the fifth week on, one of iOS in Brazil. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-calendar-'));
  warehouse = await openWarehouse({ dataDir: folder, memoryLimit: '256MB', timeZone: 'UTC', purpose: 'test' });
  const rows = AXIS.flatMap((_, w) =>
    Array.from({ length: 4 }, (__, n) => {
      const ios = n === 3;
      const more = {
        os: ios ? 'ios' : 'android',
        country: ios ? 'BR' : 'VN',
        appVersion: w >= 4 && n === 0 ? '8.3.0' : '8.2.0',
      };
      return [ticket(`t${w}-${n}`, FIRST + w * 7 * DAY + n * DAY, more), tagging('app.crash')] as const;
    }),
  );
  await warehouse.commit(commitOf(rows));
  await warehouse.refresh();
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a release of one system counts by the system’s share of the tickets', async () => {
  expect(await columns(every({ os: 'android' }))).toEqual([[0.75, 0, 0.75, 0, 0.75, 0, 0, 0, 0, 0]]);
  expect(await columns(every({ os: 'ios', country: 'VN' }))).toEqual([]);
});

test('a release of a version counts by what the version had from then on, not before', async () => {
  const scope = { app_version: '8.3.0', os: 'android' };
  const [column] = await columns([0, 2, 4, 6].map((week) => happening(week, scope)));
  expect(column).toEqual([0, 0, 0.125, 0, 0.25, 0, 0.25, 0, 0, 0]);
});

test('what happened to a topic stands in its column alone, by its share where it names a segment, too', async () => {
  const { shared, own } = await readCalendar(warehouse, every({ topic: 'co-hosting.lag', os: 'android' }), AXIS);
  expect(shared.map((column) => [...column])).toEqual([Array.from({ length: 10 }, () => 0)]);
  expect([...own].map(([id, [column]]) => [id, column![0]])).toEqual([['co-hosting.lag', 0.75]]);
});

test('a scope that names nothing known, and what lies outside the weeks, teaches nothing', async () => {
  expect(await columns(every({ planet: 'mars' }))).toEqual([]);
  expect(await columns(every({ os: 'android' }).map((one) => ({ ...one, week: '2020-W01' })))).toEqual([]);
});
