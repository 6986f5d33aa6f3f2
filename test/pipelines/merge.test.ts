import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { merge, type MergeSummary } from '../../pipelines/merge.ts';
import type { Config } from '../../src/config.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Commit, Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, tagging, ticket } from '../warehouse/facts.ts';
import { NOW, testConfig } from './fixture.ts';

const configs: Config[] = [];
afterEach(() => {
  for (const { dataDir } of configs.splice(0)) rmSync(dataDir, { recursive: true, force: true });
});

/** A data folder whose warehouse took some commits. */
async function folder(commits: readonly Commit[] = []): Promise<Config> {
  const config = testConfig();
  configs.push(config);
  await withWarehouse(config, 'test', async (warehouse) => {
    for (const commit of commits) await warehouse.commit(commit);
  });
  return config;
}

const mergeInto = (config: Config, ...members: readonly Config[]): Promise<MergeSummary> =>
  merge(
    { config, log: () => undefined, now: () => NOW },
    members.map(({ dataDir }) => dataDir),
  );

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 9, 26);
const P0 = 'kafka:t/0';
const P1 = 'kafka:t/1';
const REFUSED = { code: 'not-json', detail: 'no JSON' } as const;
const closed = (id: string, day: number, csat = 2) =>
  [ticket(id, MONDAY + day * DAY, { csat }), tagging('app.crash')] as const;

async function contents(config: Config): Promise<Record<string, readonly Row[]>> {
  return withWarehouse(config, 'test', async (warehouse: Warehouse) => {
    const [status] = await warehouse.rows('report/status');
    return {
      status: [status!],
      rejects: await warehouse.rows('report/reject-list', { code: '', most: 1000 }),
      streams: await warehouse.rows('report/streams'),
      holes: await warehouse.rows('report/holes'),
      weeks: await warehouse.rows('report/topic-weeks', { week: '9999-01-01' }),
    };
  });
}

test('messages that two members took are merged once; the latest closing wins; merging again changes nothing', async () => {
  const one = await folder([
    commitOf([closed('a', 0), closed('b', 0)], 0, [REFUSED], P0),
    commitOf([closed('c', 0)], 0, [], P1),
  ]);
  const two = await folder([
    { ...commitOf([closed('b', 0)], 1, [REFUSED], P0), gaps: [gap(P0, 0, 1)] },
    commitOf([closed('a', 3, 5)], 3, [REFUSED], P0),
  ]);
  const all = await folder();
  const first = await mergeInto(all, one, two);
  expect(first).toMatchObject({ tickets: 3, missing: [] });
  expect(first.folders).toMatchObject([
    { closings: 3, rejects: 1 },
    { closings: 1, rejects: 1 },
  ]);
  const after = await contents(all);
  expect(after['status']).toMatchObject([{ tickets: 3, closings: 4, rejects: 2 }]);
  expect(after['streams']).toMatchObject([
    { stream: P0, position: 5 },
    { stream: P1, position: 1 },
  ]);
  await withWarehouse(all, 'test', async (warehouse) => {
    const [latest] = await warehouse.rows('analysis/ticket-in-full', { ticket: 'a' });
    expect(latest?.['csat']).toBe(5);
  });
  expect((await mergeInto(all, two, one, two)).folders.map(({ closings, rejects }) => closings + rejects)).toEqual([
    0, 0, 0,
  ]);
  expect(await contents(all)).toEqual(after);
});

const gap = (stream: string, from: number, to: number) => ({ stream, label: stream, from, to, cause: 'group' });

test('what no merged folder holds is said, until the folder that holds it is merged', async () => {
  const one = await folder([commitOf([closed('a', 0)], 0, [], P0)]);
  const two = await folder([commitOf([closed('b', 0), closed('c', 0)], 1, [], P0)]);
  const three = await folder([{ ...commitOf([closed('d', 0)], 3, [], P0), gaps: [gap(P0, 0, 3)] }]);
  const all = await folder();
  expect((await mergeInto(all, one, three)).missing).toEqual([`${P0}:1-2`]);
  expect(await mergeInto(all, two)).toMatchObject({ tickets: 4, missing: [] });
});

test('a message that one member refused and another took after a fix is a ticket', async () => {
  const refused = await folder([commitOf([closed('a', 0)], 0, [REFUSED], P0)]);
  const taken = await folder([commitOf([closed('a', 0), closed('b', 0)], 0, [], P0)]);
  for (const order of [
    [refused, taken],
    [taken, refused],
  ]) {
    const all = await folder();
    await mergeInto(all, ...order);
    expect((await contents(all))['status']).toMatchObject([{ tickets: 2, closings: 2, rejects: 0 }]);
  }
});

test('what was erased in the warehouse merged into stays refused, however often it comes', async () => {
  const one = await folder([commitOf([closed('a', 0), closed('b', 0)], 0, [], P0)]);
  const all = await folder();
  await withWarehouse(all, 'test', (warehouse) =>
    warehouse.rewrite([
      { name: 'erase/choose', parameters: { user: 'user-a', ticket: '' } },
      { name: 'erase/touched', parameters: {} },
      { name: 'erase/remember', parameters: { kind: 'user', key: 'user-a', now: NOW } },
    ]),
  );
  for (let times = 0; times < 2; times++) {
    await mergeInto(all, one);
    expect((await contents(all))['status']).toMatchObject([{ tickets: 1, closings: 1, rejects: 1 }]);
  }
});

test('members with different keys of pseudonyms are not merged; the first one’s key is taken over', async () => {
  const [one, two] = [await folder([commitOf([closed('a', 0)], 0, [], P0)]), await folder()];
  writeFileSync(join(one.dataDir, 'pseudonym.key'), `${'a'.repeat(64)}\n`);
  writeFileSync(join(two.dataDir, 'pseudonym.key'), `${'b'.repeat(64)}\n`);
  const all = await folder();
  await expect(mergeInto(all, one, two)).rejects.toMatchObject({ code: 'bad-config' });
  expect(readFileSync(join(all.dataDir, 'pseudonym.key'), 'utf8')).toBe(`${'a'.repeat(64)}\n`);
});

test('a folder without a warehouse and the folder itself are refused', async () => {
  const [all, empty] = [await folder(), testConfig()];
  configs.push(empty);
  await expect(mergeInto(all, empty)).rejects.toMatchObject({ code: 'file-not-found' });
  expect(existsSync(join(empty.dataDir, 'warehouse.duckdb'))).toBe(false);
  await expect(mergeInto(all, all)).rejects.toMatchObject({ code: 'bad-usage' });
});

test('of a member that is running, the published snapshot is merged', async () => {
  const [one, all] = [await folder([commitOf([closed('a', 0)], 0, [], P0)]), testConfig()];
  configs.push(all);
  await withWarehouse(one, 'run', async (warehouse) => {
    const run = (): string =>
      execFileSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'merge', one.dataDir, '--json'],
        { env: { ...process.env, GROUNDSWELL_DATA_DIR: all.dataDir }, stdio: 'pipe', encoding: 'utf8' },
      );
    expect(run).toThrow(new RegExp(`held by process ${process.pid}`));
    await warehouse.snapshot([]);
    expect(JSON.parse(run())).toMatchObject({ tickets: 1 });
  });
});
