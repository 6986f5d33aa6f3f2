import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correct, exportCorrected, readCorrections } from '../../pipelines/correct.ts';
import { erase } from '../../pipelines/erase.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadTaxonomy, taxonomyDir } from '../../pipelines/knowledge.ts';
import { retag } from '../../pipelines/retag.ts';
import { readTrainingFile } from '../../pipelines/training-rows.ts';
import { weekly } from '../../pipelines/weekly.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, NOW, simulatedLines, testConfig } from './fixture.ts';

const WEEK = '2026-W44';
/** Stands in a text and nowhere else, so that a search through bytes tells whether the text is still there. */
const MARKER = 'zebraquartz';
let config: Config;

const event = (id: string, user: string, text: string, closed = '2026-10-27T10:00:00Z'): string =>
  JSON.stringify({
    ticket_id: id,
    closed_at: closed,
    created_at: '2026-10-26T09:00:00Z',
    user_id: user,
    country: 'US',
    messages: [{ at: closed, author: 'user', text }],
  });

const within = <T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> => withWarehouse(config, 'test', work);
const topicsOf = async (warehouse: Warehouse, ticket: string): Promise<Row[]> =>
  (await warehouse.rows('analysis/ticket-in-full', { ticket })).slice(0, 1);
const counts = async (warehouse: Warehouse): Promise<Row> => (await warehouse.rows('report/status'))[0]!;

/** Files below a folder that hold some bytes. */
function filesWith(folder: string, needle: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(needle));
}

beforeAll(async () => {
  config = testConfig();
  const lines = [
    ...simulatedLines(config, 10, 40),
    ...Array.from({ length: 30 }, (_, i) =>
      event(`E-${i}`, 'user-to-erase', `${MARKER}${i} the co-host voice lags two seconds ${MARKER}`),
    ),
    event('E-other', 'somebody-else', 'the co-host voice lags two seconds'),
  ];
  await within((warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
  rmSync(join(config.dataDir, 'tickets.ndjson'));
  await within((warehouse) =>
    weekly({ config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW }, WEEK),
  );
});
afterAll(() => {
  rmSync(config.dataDir, { recursive: true, force: true });
});

describe('reviewers’ corrections', () => {
  const files = (name: string, text: string): string => {
    const path = join(config.dataDir, name);
    writeFileSync(path, text);
    return path;
  };
  const known = (): Set<string> => new Set(loadTaxonomy(taxonomyDir(config)).topics.map(({ id }) => id));

  test('are read from CSV and NDJSON alike; lines that are none are told by line', async () => {
    const bad: number[] = [];
    const csv = files(
      'c.csv',
      'ticket_id,topic,verdict,reviewer\nE-other,app.crash,yes,ana\nE-1,no.such,yes,ana\nE-1,app.crash,perhaps,ana\n',
    );
    const json = files('c.ndjson', '{"ticket_id":"E-other","topic":"app.crash","verdict":true,"reviewer":"ana"}\n');
    const one = await readCorrections(csv, known(), ({ line }) => bad.push(line));
    expect(one).toEqual([{ ticket_id: 'E-other', topic: 'app.crash', verdict: true, reviewer: 'ana' }]);
    expect(bad).toEqual([3, 4]);
    expect(await readCorrections(json, known(), ({ line }) => bad.push(line))).toEqual(one);
  });

  test('win over the machine, count in the marts, outlast a retagging, and become training rows', async () => {
    await within(async (warehouse) => {
      const before = await topicsOf(warehouse, 'E-other');
      expect(JSON.stringify(before)).toContain('co-hosting.lag');
      const verdicts = [
        { ticket_id: 'E-other', topic: 'co-hosting.lag', verdict: false, reviewer: 'ana' },
        { ticket_id: 'E-other', topic: 'app.crash', verdict: true, reviewer: 'ana' },
        { ticket_id: 'not-here', topic: 'app.crash', verdict: true, reviewer: 'ana' },
      ];
      expect(await correct(warehouse, verdicts, NOW)).toEqual({
        taken: 3,
        unknownTickets: 1,
        weeks: ['2026-10-26'],
      });
      const file = join(config.dataDir, 'rows.ndjson');
      expect(await exportCorrected(warehouse, file)).toBe(1);
      expect(readTrainingFile(file, known())).toMatchObject([{ topics: ['app.crash'], lang: 'en' }]);
      const stricter = { ...config, tagging: { ...config.tagging, threshold: 0.9 } };
      await retag({ config: stricter, warehouse, progress: SILENT }, false);
      expect(await exportCorrected(warehouse, file)).toBe(1);
      expect(readTrainingFile(file, known())).toMatchObject([{ topics: ['app.crash'] }]);
    });
  });
});

/** Settings with a taxonomy that has no co-hosting and no model. */
function withoutCoHosting(): Config {
  const folder = join(config.dataDir, 'other-pipelines');
  cpSync(join(PACKAGE_ROOT, 'pipelines', 'taxonomy'), join(folder, 'taxonomy'), { recursive: true });
  for (const name of ['co-hosting.yaml', 'model.json']) rmSync(join(folder, 'taxonomy', name));
  for (const name of readdirSync(join(folder, 'taxonomy')).filter((one) => one.endsWith('.yaml'))) {
    const path = join(folder, 'taxonomy', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^ *neighbours:.*\n/gm, ''));
  }
  return { ...config, pipelinesDir: folder };
}

describe('tagging again', () => {
  test('with the same version there is nothing to do', async () => {
    await within(async (warehouse) => {
      expect(await retag({ config, warehouse, progress: SILENT }, true)).toMatchObject({ tickets: 0, changed: 0 });
    });
  });

  test('a preview says what would change and changes nothing; done, the marts agree', async () => {
    await within(async (warehouse) => {
      const lag = async (): Promise<number> =>
        (await warehouse.rows('report/topic-weeks', { week: '2026-10-26' }))
          .filter((row) => row['topic'] === 'co-hosting.lag')
          .reduce((sum, row) => sum + (row['tickets'] as number), 0);
      await retag({ config: withoutCoHosting(), warehouse, progress: SILENT }, false);
      const before = await lag();
      expect(before).toBe(0);
      const preview = await retag({ config, warehouse, progress: SILENT }, true);
      expect(preview.changed).toBeGreaterThan(20);
      expect(preview.topics[0]).toMatchObject({ topic: 'co-hosting.lag', lost: 0 });
      expect(preview.topics[0]?.examplesGained).toHaveLength(10);
      expect(preview.flags?.week).toBe(WEEK);
      expect(await lag()).toBe(before);
      const done = await retag({ config, warehouse, progress: SILENT }, false);
      expect(done.topics).toEqual(preview.topics);
      expect(await lag()).toBeGreaterThan(20);
      expect(await retag({ config, warehouse, progress: SILENT }, true)).toMatchObject({ tickets: 0 });
    });
  });
});

describe('erasing a person', () => {
  const setting = () => ({ config, progress: SILENT, log: () => undefined, now: () => NOW });

  test('a preview counts and changes nothing', async () => {
    const before = await within(counts);
    expect(await erase(setting(), { kind: 'user', id: 'user-to-erase' }, true)).toMatchObject({ tickets: 30 });
    expect(await within(counts)).toEqual(before);
  });

  test('leaves no byte of the texts anywhere under the data folder', async () => {
    const before = await within(counts);
    expect(filesWith(config.dataDir, MARKER)).not.toEqual([]);
    const done = await erase(setting(), { kind: 'user', id: 'user-to-erase' }, false);
    expect(done).toEqual({ tickets: 30, closings: 30, weeks: [WEEK], reports: [WEEK] });
    expect(filesWith(config.dataDir, MARKER)).toEqual([]);
    expect(filesWith(config.dataDir, 'user-to-erase')).toEqual([]);
    expect((await within(counts))['tickets']).toBe((before['tickets'] as number) - 30);
    expect(existsSync(join(config.dataDir, 'reports', WEEK, 'all.en.html'))).toBe(true);
  });

  test('a replay does not bring it back, and is counted; what the person writes later is taken', async () => {
    await within(async (warehouse) => {
      const before = await counts(warehouse);
      const lines = [
        event('E-3', 'user-to-erase', `${MARKER} again`),
        event('E-new', 'user-to-erase', 'coins never came', new Date(NOW + 3_600_000).toISOString()),
      ];
      await ingestLines(warehouse, config, 'replay.ndjson', lines);
      await warehouse.refresh();
      const after = await counts(warehouse);
      expect(after['tickets']).toBe((before['tickets'] as number) + 1);
      expect(await warehouse.rows('report/reject-list', { code: 'erased', most: 9 })).toHaveLength(1);
    });
  });

  test('a single ticket goes by its id', async () => {
    const done = await erase(setting(), { kind: 'ticket', id: 'E-other' }, false);
    expect(done).toMatchObject({ tickets: 1, closings: 1 });
    expect(await within((warehouse) => topicsOf(warehouse, 'E-other'))).toEqual([]);
  });
});
