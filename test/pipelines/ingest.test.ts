import { appendFileSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ingest, withWarehouse } from '../../pipelines/ingest.ts';
import type { Config } from '../../src/config.ts';
import { Fault } from '../../src/errors.ts';
import { SILENT } from '../../src/progress.ts';
import { openFiles } from '../../src/sources/files.ts';
import { textOf } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, NOW, simulatedLines, testConfig } from './fixture.ts';

let config: Config;
beforeEach(() => {
  config = testConfig();
});
afterEach(() => {
  rmSync(config.dataDir, { recursive: true, force: true });
});

const counts = async (warehouse: Warehouse): Promise<unknown> => {
  await warehouse.refresh();
  const [row] = await warehouse.rows('report/status');
  return { tickets: row?.['tickets'], closings: row?.['closings'], rejects: row?.['rejects'] };
};
const take = (warehouse: Warehouse, name: string): ReturnType<typeof ingest> =>
  ingest(
    openFiles([join(config.dataDir, name)], { maxMessageBytes: 1e6, log: () => undefined }),
    { config, warehouse, sink: SILENT, log: () => undefined, now: () => NOW },
    new AbortController().signal,
  );

describe('files', () => {
  test('taken twice, or under another name, change nothing; a grown one continues where it stopped', async () => {
    const lines = simulatedLines(config, 1, 60);
    await withWarehouse(config, 'test', async (warehouse) => {
      await ingestLines(warehouse, config, 'a.ndjson', [...lines, 'rubbish']);
      const once = await counts(warehouse);
      expect(once).toMatchObject({ closings: lines.length, rejects: 1 });
      copyFileSync(join(config.dataDir, 'a.ndjson'), join(config.dataDir, 'b.ndjson'));
      expect((await take(warehouse, 'a.ndjson')).tickets).toBe(0);
      expect((await take(warehouse, 'b.ndjson')).tickets).toBe(0);
      expect(await counts(warehouse)).toEqual(once);
      appendFileSync(join(config.dataDir, 'a.ndjson'), `${lines[0]?.replace('D-2026', 'E-2026')}\n`);
      expect((await take(warehouse, 'a.ndjson')).tickets).toBe(1);
      expect(await counts(warehouse)).toMatchObject({ closings: lines.length + 1 });
    });
  });

  test('say of a broken line in which file and line it stands, never what it says', async () => {
    await withWarehouse(config, 'test', async (warehouse) => {
      const lines = simulatedLines(config, 1, 900);
      await ingestLines(warehouse, config, 'bad.ndjson', [...lines, '{"secret-canary": 1}', 'secret-canary']);
      const codes = await warehouse.rows('report/reject-codes');
      expect(codes.map((row) => textOf(row, 'code')).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        'missing-field',
        'not-json',
      ]);
      expect(JSON.stringify(codes)).not.toContain('canary');
    });
  });
});

test('a second owner is told who holds the warehouse and what to do', async () => {
  await withWarehouse(config, 'run', async () => {
    const { execFileSync } = await import('node:child_process');
    const second = (): string =>
      execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'status'], {
        env: { ...process.env, GROUNDSWELL_DATA_DIR: config.dataDir },
        stdio: 'pipe',
        encoding: 'utf8',
      });
    expect(second).toThrow(new RegExp(`held by process ${process.pid} \\(groundswell run`));
  });
});

test('a data folder that cannot be written is a fault that names it', async () => {
  writeFileSync(join(config.dataDir, 'file'), '');
  const dataDir = join(config.dataDir, 'file', 'data');
  const failure = withWarehouse({ ...config, dataDir }, 'test', () => Promise.resolve(1));
  await expect(failure).rejects.toSatisfy((error) => error instanceof Fault && error.code === 'warehouse-unwritable');
});
