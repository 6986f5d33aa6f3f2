import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { weekly, type WeeklySetting, type WeeklySummary } from '../../pipelines/weekly.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { openSnapshot } from '../../src/warehouse/reader.ts';
import { ingestLines, NOW, simulatedLines, testConfig } from './fixture.ts';

let config: Config;
let lines: string[];
const run = (week: string): Promise<WeeklySummary> =>
  withWarehouse(config, 'weekly', (warehouse) => {
    const setting: WeeklySetting = { config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW };
    return weekly(setting, week);
  });
const bytes = (folder: string): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const readJson = (
  week: string,
  team = 'all',
): { trust: Record<string, unknown>; topics: { id: string; tickets: number }[]; team: { id: string } } =>
  JSON.parse(readFileSync(join(config.dataDir, 'reports', week, `${team}.json`), 'utf8'));

beforeAll(async () => {
  config = testConfig();
  lines = simulatedLines(config, 10, 12);
  await withWarehouse(config, 'ingest', (warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
});
afterAll(() => {
  rmSync(config.dataDir, { recursive: true, force: true });
});

describe('a week’s batch', () => {
  test('run twice gives the same bytes and publishes nothing twice', async () => {
    const first = await run('2026-W44');
    const before = bytes(first.folder);
    const written = statSync(first.folder).mtimeMs;
    const second = await run('2026-W44');
    expect(first.changed).toBeGreaterThan(10);
    expect(second.changed).toBe(0);
    expect(bytes(second.folder)).toEqual(before);
    expect(statSync(second.folder).mtimeMs).toBe(written);
  });

  test('gives every team that owns a topic a report of its own topics', () => {
    const teams = readdirSync(join(config.dataDir, 'reports', '2026-W44')).filter((name) => name.endsWith('.json'));
    expect(teams).toHaveLength(13);
    const gifting = readJson('2026-W44', 'gifting');
    expect(gifting.topics.map(({ id }) => id).toSorted()).toEqual([
      'gifting.animation',
      'gifting.duplicate-charge',
      'gifting.not-delivered',
    ]);
  });

  test('links all weeks and teams in an index page', async () => {
    await run('2026-W43');
    const index = readFileSync(join(config.dataDir, 'reports', 'index.html'), 'utf8');
    expect(index).toContain('2026-W44/all.en.html');
    expect(index).toContain('2026-W43/gifting.zh.html');
  });

  test('of a week without tickets says which week has some', async () => {
    await expect(run('2026-W50')).rejects.toMatchObject({
      code: 'week-missing',
      next: expect.stringContaining('2026-W46') as string,
    });
  });

  test('publishes a snapshot in which the report’s figures are found again', async () => {
    const report = readJson('2026-W44');
    const reader = await openSnapshot(join(config.dataDir, 'insights.duckdb'), 'UTC', 30);
    try {
      const answer = await reader.ask(
        `select topic, tickets from weekly_topics where week = date '2026-10-26' order by topic`,
        100,
      );
      const seen = report.topics.filter(({ tickets }) => tickets > 0).map(({ id, tickets }) => [id, String(tickets)]);
      expect(answer.rows).toEqual(seen.toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)));
    } finally {
      reader.close();
    }
  });

  test('tells in the next report which earlier week changed, and by how much', async () => {
    const before = readJson('2026-W44').trust['tickets'] as number;
    const late = lines
      .filter((line) => line.includes('D-2026-W44'))
      .slice(0, 7)
      .map((line) => line.replace('D-2026-W44', 'L-2026-W44'));
    await withWarehouse(config, 'ingest', (warehouse) => ingestLines(warehouse, config, 'late.ndjson', late));
    await run('2026-W45');
    const restated = readJson('2026-W45').trust['restated'] as { week: string; before: number; after: number }[];
    expect(restated.filter(({ week }) => week === '2026-W44')).toEqual([
      { week: '2026-W44', before, after: before + late.length },
    ]);
  });
});
