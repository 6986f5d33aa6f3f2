import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { ingestLines, simulatedLines, testConfig } from './fixture.ts';

const config = testConfig();
const restored = { ...config, dataDir: mkdtempSync(join(tmpdir(), 'restored-')) };

afterAll(() => {
  for (const { dataDir } of [config, restored]) rmSync(dataDir, { recursive: true, force: true });
});

test('the published snapshot and the key, copied into an empty folder, are the warehouse as of then', async () => {
  const lines = simulatedLines(config, 2, 40);
  await withWarehouse(config, 'ingest', async (warehouse) => {
    await ingestLines(warehouse, config, 'tickets.ndjson', lines);
    await warehouse.snapshot(await warehouse.refresh());
  });
  const known = await withWarehouse(config, 'test', (warehouse) => warehouse.rows('report/status'));
  copyFileSync(join(config.dataDir, 'insights.duckdb'), join(restored.dataDir, 'warehouse.duckdb'));
  copyFileSync(join(config.dataDir, 'pseudonym.key'), join(restored.dataDir, 'pseudonym.key'));
  await withWarehouse(restored, 'test', async (warehouse) => {
    expect(await warehouse.rows('report/status')).toEqual(known);
    const first = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
    const later = { ...first, ticket_id: 'after-the-backup' };
    const { tickets } = await ingestLines(warehouse, restored, 'new.ndjson', [JSON.stringify(later)]);
    expect(tickets).toBe(1);
    await warehouse.refresh();
    const written = async (ticket: unknown) =>
      (await warehouse.rows('analysis/ticket-in-full', { ticket: String(ticket) }))[0];
    const [before, after] = [await written(first['ticket_id']), await written('after-the-backup')];
    expect(after?.['user_key']).toBe(before?.['user_key']);
  });
});
