import { spawn } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, expect, test } from 'vitest';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, NOW, openTest, STREAM, tagging, tempFolder, ticket } from './facts.ts';

const MONDAY = { w46: '2026-11-09', w47: '2026-11-16' };
const W46 = Date.UTC(2026, 10, 11);
const W47 = Date.UTC(2026, 10, 18);
const GIFT = 'gifting.not-delivered';
let open: Warehouse | undefined;

afterEach(async () => {
  await open?.close().catch(() => undefined);
  open = undefined;
});

async function opened(...args: Parameters<typeof openTest>): Promise<Warehouse> {
  open = await openTest(...args);
  return open;
}

const weeks = (w: Warehouse): Promise<Row[]> => w.rows('report/weeks', { week: '9999-01-01' });
const topicWeeks = (w: Warehouse): Promise<Row[]> => w.rows('report/topic-weeks', { week: '9999-01-01' });

/** What an analyst sees in the published snapshot. */
async function askFile(file: string, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

test('facts, tags, rejects and offsets of a commit are all there after reopening', async () => {
  let w = await opened();
  await w.commit(commitOf([[ticket('a', W47), tagging(GIFT)]], 0, [{ code: 'not-json', detail: 'byte 0' }]));
  await w.close();
  w = await opened(w.dataDir);
  expect(await w.refresh()).toEqual([MONDAY.w47]);
  expect((await w.offsets()).get(STREAM)).toEqual({ position: 2, detail: '' });
  expect(await w.rows('report/status')).toMatchObject([{ tickets: 1, closings: 1, rejects: 1, weeks: 1 }]);
  expect(await topicWeeks(w)).toMatchObject([{ week: MONDAY.w47, topic: GIFT, tickets: 1, users: 1, share: 1 }]);
});

test('a batch delivered twice changes nothing', async () => {
  const w = await opened();
  const commit = commitOf([[ticket('a', W47), tagging(GIFT)]], 5, [{ code: 'not-json', detail: '' }]);
  await w.commit(commit);
  await w.refresh();
  const before = [await w.rows('report/status'), await topicWeeks(w)];
  await w.commit(commit);
  await w.refresh();
  expect([await w.rows('report/status'), await topicWeeks(w)]).toEqual(before);
});

test('a line of a file counts once: a file remembers the last record taken, Kafka the next offset', async () => {
  const w = await opened();
  const file = (position: number): ReturnType<typeof commitOf> => {
    const commit = commitOf([[ticket(`line-${position}`, W47), tagging()]], position, [], 'file:abc');
    return { ...commit, offsets: [{ stream: 'file:abc', label: 'f', position, detail: '' }] };
  };
  for (const position of [1, 1, 2, 2]) await w.commit(file(position));
  expect(await w.rows('report/status')).toMatchObject([{ closings: 2 }]);
});

test('a re-opened ticket leaves its old week in every mart and enters the new one', async () => {
  const w = await opened();
  await w.commit(commitOf([[ticket('a', W46), tagging(GIFT)]]));
  await w.refresh();
  await w.commit(commitOf([[ticket('a', W47), tagging('co-hosting.lag')]], 1));
  expect(await w.refresh()).toEqual([MONDAY.w46, MONDAY.w47]);
  const { file } = await w.snapshot([]);
  for (const mart of ['weekly_totals', 'weekly_topics', 'weekly_segments', 'weekly_kpis', 'weekly_money']) {
    const [row] = await askFile(file, `select list(distinct week::varchar) as weeks from ${mart}`);
    expect({ mart, weeks: row?.['weeks'] }).toEqual({ mart, weeks: [MONDAY.w47] });
  }
  expect(await topicWeeks(w)).toMatchObject([{ week: MONDAY.w47, topic: 'co-hosting.lag', tickets: 1 }]);
});

test('an older closing that arrives later does not win', async () => {
  const w = await opened();
  await w.commit(commitOf([[ticket('a', W47), tagging(GIFT)]]));
  await w.refresh();
  await w.commit(commitOf([[ticket('a', W46), tagging('co-hosting.lag')]], 1));
  await w.refresh();
  expect(await topicWeeks(w)).toMatchObject([{ week: MONDAY.w47, topic: GIFT }]);
});

test('a late ticket restates its week, and the next report is told by how much', async () => {
  const w = await opened();
  await w.commit(
    commitOf([
      [ticket('a', W46), tagging()],
      [ticket('b', W47), tagging()],
    ]),
  );
  await w.refresh();
  await w.write([{ name: 'warehouse/remember-told', parameters: { week: MONDAY.w46 } }]);
  await w.commit(commitOf([[ticket('late', W46), tagging()]], 2, [], STREAM, NOW));
  await w.refresh();
  expect(await w.rows('report/told', { week: MONDAY.w47 })).toEqual([{ week: MONDAY.w46, before: 1, after: 2 }]);
});

test('a commit without facts, a restart, and a ticket: the ticket reaches the marts', async () => {
  let w = await opened();
  await w.commit(commitOf([[ticket('a', W47), tagging()]]));
  await w.commit({ ...commitOf([], 1), offsets: [{ stream: STREAM, label: STREAM, position: 9, detail: '' }] });
  await w.refresh();
  await w.close();
  w = await opened(w.dataDir);
  await w.commit(commitOf([[ticket('b', W47), tagging()]], 9));
  await w.refresh();
  expect(await weeks(w)).toMatchObject([{ tickets: 2 }]);
});

test('a week begins on Monday in the time zone of the settings, also where clocks change', async () => {
  const sundayNight = Date.UTC(2026, 9, 25, 23, 30); // Monday 26 October, 00:30 in Berlin, the night after clocks went back
  const w = await opened(tempFolder(), 'Europe/Berlin');
  await w.commit(
    commitOf([
      [ticket('after', sundayNight), tagging()],
      [ticket('before', sundayNight - 3_600_000), tagging()],
    ]),
  );
  expect(await w.refresh()).toEqual(['2026-10-19', '2026-10-26']);
});

test('another time zone moves every ticket to the weeks it has there', async () => {
  let w = await opened();
  await w.commit(commitOf([[ticket('a', Date.UTC(2026, 10, 15, 20)), tagging(GIFT)]]));
  expect(await w.refresh()).toEqual([MONDAY.w46]);
  await w.close();
  w = await opened(w.dataDir, 'Asia/Shanghai');
  expect(await w.refresh()).toEqual([MONDAY.w46, MONDAY.w47]);
  expect(await topicWeeks(w)).toMatchObject([{ week: MONDAY.w47, tickets: 1 }]);
});

test('money adds up exactly and only within the commonest currency; weekly_money has the others', async () => {
  const w = await opened();
  const usd = { cost: '0.1', refund: '0.2', currency: 'USD' };
  await w.commit(
    commitOf([
      [ticket('a', W47, usd), tagging(GIFT)],
      [ticket('b', W47, usd), tagging(GIFT)],
      [ticket('c', W47, usd), tagging(GIFT)],
      [ticket('d', W47, { cost: '250000', refund: null, currency: 'VND' }), tagging(GIFT)],
    ]),
  );
  await w.refresh();
  const { file } = await w.snapshot([]);
  expect(await askFile(file, 'select currency, cost, refund from weekly_topics')).toEqual([
    { currency: 'USD', cost: '0.3000', refund: '0.6000' },
  ]);
  expect(await askFile(file, 'select currency, cost from weekly_money order by currency')).toEqual([
    { currency: 'USD', cost: '0.3000' },
    { currency: 'VND', cost: '250000.0000' },
  ]);
});

test('a reader of the old snapshot is undisturbed while a writer commits and the next is published', async () => {
  const w = await opened();
  await w.commit(commitOf([[ticket('t0', W47), tagging(GIFT)]]));
  await w.refresh();
  const { file } = await w.snapshot([]);
  const reader = spawn(
    process.execPath,
    [
      '-e',
      `const { DuckDBInstance } = require('@duckdb/node-api');
       DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' }).then((i) => i.connect()).then((c) => {
         const count = async () => console.log((await c.runAndReadAll('select count(*)::int as n from tickets')).getRows()[0][0]);
         process.stdin.on('data', count);
         return count();
       });`,
      file,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const next = (): Promise<string> =>
    new Promise((resolve) => reader.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())));
  expect(await next()).toBe('1');
  const writes = (async () => {
    for (let i = 1; i <= 20; i++) await w.commit(commitOf([[ticket(`t${i}`, W47), tagging(GIFT)]], i));
  })();
  await w.snapshot([]);
  await writes;
  await w.refresh();
  await w.snapshot([]);
  reader.stdin.write('again\n');
  expect(await next()).toBe('1');
  reader.kill();
  expect(await askFile(file, 'select count(*)::int as n from tickets')).toEqual([{ n: 21 }]);
});

test('every snapshot holds as many closings as its offset says, commits going on while it is copied', async () => {
  const w = await opened();
  const state = { position: 0, going: true };
  const writes = (async () => {
    while (state.going) {
      const more = Array.from(
        { length: 300 },
        (_, i) => [ticket(`t${state.position + i}`, W47), tagging(GIFT)] as const,
      );
      await w.commit(commitOf(more, state.position));
      state.position += 300;
    }
  })();
  for (let i = 0; i < 4; i++) {
    const { file } = await w.snapshot([]);
    const [row] = await askFile(
      file,
      'select (select count(*)::int from ops.closings) as held, coalesce((select position::int from ops.offsets), 0) as said',
    );
    expect(row?.['held']).toBe(row?.['said']);
  }
  state.going = false;
  await writes;
});

test('Parquet is written for the weeks that changed, and again when the snapshot after a refresh was missed', async () => {
  let w = await opened();
  await w.commit(commitOf([[ticket('a', W46), tagging(GIFT)]]));
  await w.refresh();
  await w.close();
  w = await opened(w.dataDir);
  expect((await w.snapshot([])).weeks).toBe(1);
  expect(readdirSync(join(w.dataDir, 'parquet'))).toEqual(['week=2026-W46']);
  expect((await w.snapshot([])).weeks).toBe(0);
  await w.commit(commitOf([[ticket('a', W47), tagging(GIFT)]], 1));
  await w.refresh();
  await w.snapshot([]);
  expect(readdirSync(join(w.dataDir, 'parquet'))).toEqual(['week=2026-W47']);
});

test('files are for their owner only', async () => {
  const w = await opened(join(tempFolder(), 'data'));
  await w.commit(commitOf([[ticket('a', W46), tagging(GIFT)]]));
  await w.refresh();
  const { file } = await w.snapshot([]);
  expect(statSync(w.dataDir).mode & 0o777).toBe(0o700);
  for (const one of [file, join(w.dataDir, 'warehouse.duckdb')]) expect(statSync(one).mode & 0o777).toBe(0o600);
});

test('a second owner is refused with the process, its command and what to do', async () => {
  const dataDir = tempFolder();
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  await expect(opened(dataDir)).rejects.toMatchObject({
    code: 'warehouse-owned',
    message: expect.stringContaining(`process ${holder.pid} (groundswell torture`) as string,
    next: expect.stringContaining('groundswell sql') as string,
  });
  holder.kill('SIGKILL');
  await new Promise((resolve) => holder.once('exit', resolve));
  const w = await opened(dataDir);
  expect(await weeks(w)).toEqual([]);
});

test('killed at any moment, closings, tags and offsets agree', async () => {
  const dataDir = tempFolder();
  let last = -1;
  for (const after of [5, 40, 90, 160]) {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => writer.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, after));
    writer.kill('SIGKILL');
    await new Promise((resolve) => writer.once('exit', resolve));
    const w = await opened(dataDir);
    const position = (await w.offsets()).get(STREAM)?.position ?? 0;
    await w.refresh();
    expect(await w.rows('report/status')).toMatchObject([{ closings: position, tickets: position }]);
    const tagged = (await topicWeeks(w)).reduce((sum, row) => sum + (row['tickets'] as number), 0);
    expect(tagged).toBe(position);
    expect(position).toBeGreaterThanOrEqual(last);
    last = position;
    await w.close();
  }
});

test('a damaged file, a newer warehouse and an unwritable folder are refused with a sentence that helps', async () => {
  const damaged = tempFolder();
  writeFileSync(join(damaged, 'warehouse.duckdb'), 'this is no database, however long it is'.repeat(500));
  await expect(opened(damaged)).rejects.toMatchObject({ code: 'warehouse-damaged' });
  const w = await opened();
  await w.close();
  const instance = await DuckDBInstance.create(join(w.dataDir, 'warehouse.duckdb'));
  const connection = await instance.connect();
  await connection.run(`insert into ops.migrations values (999, '999_later', '', now())`);
  connection.closeSync();
  instance.closeSync();
  await expect(opened(w.dataDir)).rejects.toMatchObject({ code: 'warehouse-newer' });
  const blocked = join(tempFolder(), 'a-file');
  writeFileSync(blocked, '');
  await expect(opened(join(blocked, 'data'))).rejects.toMatchObject({ code: 'warehouse-unwritable' });
});
