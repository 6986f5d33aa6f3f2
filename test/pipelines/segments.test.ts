import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOfWeek } from '../../pipelines/weekly.ts';
import type { Trust } from '../../src/report/model.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { openSnapshot } from '../../src/warehouse/reader.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, tagging, ticket } from '../warehouse/facts.ts';
import { poisson, randomFrom } from '../trends/simulate.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 2, 2);
const WEEKS = 14;
const TOPICS = [
  'app.crash',
  'gifting.not-delivered',
  'payout.delayed',
  'account.banned',
  'co-hosting.lag',
  'safety.scam',
];
const COUNTRIES = ['VN', 'ID', 'BR', 'IN'];
let warehouse: Warehouse;
let config: Config;
let folder: string;
let trust: Trust;

type Answer = readonly (readonly (string | null)[])[];
async function ask(sql: string): Promise<Answer> {
  const reader = await openSnapshot(join(folder, 'insights.duckdb'), 'UTC', 30);
  try {
    return (await reader.ask(sql, 1000)).rows;
  } finally {
    reader.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-segments-'));
  config = loadConfig({ environment: {} });
  config = { ...config, dataDir: folder, themes: { ...config.themes, enabled: false } };
  warehouse = await openWarehouse({ dataDir: folder, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
  const random = randomFrom(7);
  const rows: (readonly [ReturnType<typeof ticket>, ReturnType<typeof tagging>])[] = [];
  for (let week = 0; week < WEEKS; week++)
    for (const topic of TOPICS)
      for (const country of COUNTRIES) {
        const risen = week === WEEKS - 1 && topic === 'app.crash' && country === 'VN' ? 6 : 1;
        for (let n = poisson(random, 12 * risen); n > 0; n--) {
          const at = FIRST + week * 7 * DAY + (n % 7) * DAY + 3_600_000 * (1 + (n % 20));
          rows.push([ticket(`t${rows.length}`, at, { country, userKey: `u${rows.length}` }), tagging(topic)]);
        }
      }
  await warehouse.commit(commitOf(rows));
  await warehouse.refresh();
  const setting = { warehouse, config, progress: SILENT, log: () => undefined, now: (): number => 0 };
  ({ trust } = (await factsOfWeek(setting, '2026-W23')).facts.facts);
  await warehouse.snapshot([]);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a segment’s expectation is the model’s with its interval in the week of a run, the mean before', async () => {
  const rows =
    await ask(`select week::varchar, tickets::int, round(expected, 1)::varchar, low::int, high::int, expected_by from weekly_segments
    where topic = 'app.crash' and dimension = 'country' and value = 'ID' order by week desc limit 2`);
  const [[, tickets, expected, low, high, by], [, , , lowBefore, , byBefore]] = rows as [string[], string[]];
  expect([by, byBefore, lowBefore]).toEqual(['model', 'mean', null]);
  expect(Number(expected)).toBeGreaterThan(9);
  expect(Number(expected)).toBeLessThan(15);
  expect(Number(low)).toBeLessThan(Number(expected));
  expect(Number(high)).toBeGreaterThan(Number(expected));
  expect(Number(tickets)).toBeGreaterThan(0);
});

test('segments are tested inside what was flagged only, and those that rose stand out', async () => {
  const flagged = await ask(`select topic, dimension, value from weekly_segments where flagged order by all`);
  expect(flagged).toContainEqual(['app.crash', 'country', 'VN']);
  expect(flagged.every(([topic]) => topic === 'app.crash')).toBe(true);
  expect(flagged).not.toContainEqual(['app.crash', 'country', 'ID']);
  const tested = await ask(
    `select distinct split_part(series, ' ', 1) from trend_tests where kind = 'segment' and q_value is not null`,
  );
  expect(tested).toEqual([['app.crash']]);
  const judged = await ask(
    `select count(distinct split_part(series, ' ', 1))::varchar from trend_tests where kind = 'segment' and expected is not null`,
  );
  expect(judged).toEqual([['6']]);
});

test('every judgement says what went into it', async () => {
  const [[inputs]] = (await ask(`select inputs from trend_tests where series = 'app.crash country=VN'`)) as [[string]];
  const { topic, dimension, value, family, level, tickets } = JSON.parse(inputs) as Record<string, unknown>;
  expect({ topic, dimension, value }).toEqual({ topic: 'app.crash', dimension: 'country', value: 'VN' });
  expect(tickets).toBeGreaterThan(40);
  expect(family).toBe(trust.segments.tests);
  expect(level).toBeCloseTo(0.1 / 6, 10);
});

test('the report states them apart from the flags of the topics', () => {
  expect(trust).toMatchObject({ tests: 6, flags: 1, segments: { topics: 1 } });
  expect(trust.segments.flags).toBeGreaterThan(0);
  expect(trust.expectedFalse).toBeLessThan(0.5);
});
