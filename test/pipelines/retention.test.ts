import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { weekly, type WeeklySummary } from '../../pipelines/weekly.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, NOW, simulatedLines, testConfig } from './fixture.ts';

const [OLD_WEEK, WEEK] = ['2026-W42', '2026-W46'];
/** Stand in texts and nowhere else: of October (text goes), of July (ticket goes), of November (stays). */
const [OCTOBER, JULY, NOVEMBER] = ['zebraquartz', 'opalgiraffe', 'amberheron'];
let config: Config;
let keeping: Config;

const event = (id: string, user: string, text: string, closed: string): string =>
  JSON.stringify({
    ticket_id: id,
    closed_at: closed,
    created_at: closed,
    user_id: user,
    country: 'US',
    messages: [{ author: 'user', text }],
  });
const within = <T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> => withWarehouse(config, 'test', work);
const batch = (week: string, settings = config): Promise<WeeklySummary> =>
  within((warehouse) =>
    weekly({ config: settings, warehouse, progress: SILENT, log: () => undefined, now: () => NOW }, week),
  );
function filesWith(needle: string): string[] {
  return readdirSync(config.dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(config.dataDir, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(needle));
}
const marts = (): Promise<{ weeks: Row[]; topics: Row[] }> =>
  within(async (warehouse) => ({
    weeks: await warehouse.rows('report/weeks', { week: '9999-01-01' }),
    topics: await warehouse.rows('report/topic-weeks', { week: '9999-01-01' }),
  }));

beforeAll(async () => {
  config = testConfig();
  keeping = { ...config, retention: { textDays: 35, ticketDays: 91 } };
  const many = (marker: string, closed: string): string[] =>
    Array.from({ length: 60 }, (_, i) => event(`${marker}-${i}`, `u-${i}`, `the co-host voice lags two seconds ${marker}${i}`, closed)); // prettier-ignore
  const lines = [
    ...simulatedLines(config, 12, 40),
    ...many(JULY, '2026-07-15T10:00:00Z').map((line) => line.replaceAll(`"${JULY}-`, '"july-')),
    ...many(OCTOBER, '2026-10-14T10:00:00Z').map((line) => line.replaceAll(`"${OCTOBER}-`, '"october-')),
    ...many(NOVEMBER, '2026-11-18T10:00:00Z'),
  ];
  await within((warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
  rmSync(join(config.dataDir, 'tickets.ndjson'));
  await batch(OLD_WEEK);
  await batch(WEEK);
}, 180_000);
afterAll(() => {
  rmSync(config.dataDir, { recursive: true, force: true });
});

test('without settings nothing goes', async () => {
  expect(filesWith(OCTOBER).some((path) => path.endsWith('all.en.html'))).toBe(true);
  expect(filesWith(JULY)).not.toEqual([]);
});

test('the weekly run removes texts and tickets that are too old from every byte, and keeps the numbers', async () => {
  const before = await marts();
  await batch(WEEK, keeping);
  for (const marker of [OCTOBER, JULY, 'july-']) expect(filesWith(marker)).toEqual([]);
  expect(filesWith(NOVEMBER)).not.toEqual([]);
  expect(await marts()).toEqual(before);
  await within(async (warehouse) => {
    const full = async (ticket: string): Promise<Row | undefined> =>
      (await warehouse.rows('analysis/ticket-in-full', { ticket }))[0];
    expect(await full('october-3')).toMatchObject({ complaint_text: null, country: 'US' });
    expect(await full('july-3')).toBeUndefined();
  });
  expect(existsSync(join(config.dataDir, 'parquet', 'week=2026-W29'))).toBe(false);
  const old = readFileSync(join(config.dataDir, 'reports', OLD_WEEK, 'all.en.html'), 'utf8');
  expect(old).toContain('Co-hosting');
});

test('run again it changes nothing; a week whose texts are gone keeps its reports as they are', async () => {
  expect(await batch(WEEK, keeping)).toMatchObject({ changed: 0 });
  await expect(batch(OLD_WEEK, keeping)).rejects.toMatchObject({ code: 'week-missing' });
});

test('a late message of a week that was removed is refused and counted, and its week keeps its numbers', async () => {
  const before = await marts();
  await within(async (warehouse) => {
    const late = event('late', 'u-late', `${JULY} late`, '2026-07-16T10:00:00Z');
    const fresh = event('fresh', 'u-late', 'coins never came', '2026-11-19T10:00:00Z');
    await ingestLines(warehouse, config, 'late.ndjson', [late, fresh]);
    await warehouse.refresh();
    const rejects = await warehouse.rows('report/reject-list', { code: 'expired', most: 9 });
    expect(rejects).toHaveLength(1);
  });
  rmSync(join(config.dataDir, 'late.ndjson'));
  const after = await marts();
  const others = ({ weeks }: { weeks: Row[] }): Row[] => weeks.filter((row) => row['week'] !== '2026-11-16');
  const tickets = ({ weeks }: { weeks: Row[] }): number => weeks.reduce((sum, row) => sum + Number(row['tickets']), 0);
  expect(others(after)).toEqual(others(before));
  expect(tickets(after)).toBe(tickets(before) + 1);
});

test('another time zone rebuilds what is there and leaves the numbers of removed weeks', async () => {
  const july = (await marts()).weeks[0];
  await withWarehouse({ ...config, timeZone: 'Asia/Tokyo' }, 'test', async (warehouse) => {
    await warehouse.refresh();
    const weeks = await warehouse.rows('report/weeks', { week: '9999-01-01' });
    expect(weeks[0]).toEqual(july);
    expect(weeks.length).toBeGreaterThan(10);
  });
});
