import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ingest, withWarehouse } from '../../pipelines/ingest.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { SILENT } from '../../src/progress.ts';
import { NOW, testConfig } from '../pipelines/fixture.ts';
import { fuzzSource } from '../support/fuzz.ts';

const MESSAGES = 50_000;
const SEED = 20_261_127;
const config = { ...testConfig(), threads: 2 };

afterAll(() => {
  rmSync(config.dataDir, { recursive: true, force: true });
});

test('50,000 hostile messages become tickets or counted rejects, and a report', async () => {
  await withWarehouse(config, 'fuzz', async (warehouse) => {
    const setting = { config, warehouse, sink: SILENT, log: () => undefined, now: () => NOW };
    const taken = await ingest(fuzzSource(MESSAGES, SEED), setting, new AbortController().signal);
    expect(taken.tickets + taken.rejects).toBe(MESSAGES);
    expect(taken.tickets).toBeGreaterThan(MESSAGES / 3);
    expect(taken.rejects).toBeGreaterThan(MESSAGES / 10);
    expect(taken.unknownFields.size).toBeLessThanOrEqual(201);
    const [stored] = await warehouse.rows('report/status');
    expect([stored?.['closings'], stored?.['rejects']]).toEqual([taken.tickets, taken.rejects]);
    const codes = (await warehouse.rows('report/reject-codes')).map((row) => row['code']);
    expect(codes).toEqual(
      expect.arrayContaining(['empty', 'not-utf8', 'not-json', 'not-object', 'too-deep', 'too-large', 'bad-field', 'missing-field', 'bad-time', 'time-out-of-range', 'closed-before-created', 'no-text']), // prettier-ignore
    );
    const { folder } = await weekly(
      { config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW },
      '2026-W47',
    );
    const pages = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages) {
      expect(page.isWellFormed()).toBe(true);
      expect(page).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/); // prettier-ignore
      expect(page).not.toMatch(/<script|<img|onerror=/i);
    }
  });
});
