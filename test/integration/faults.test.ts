import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { sqlText } from '../../src/warehouse/sql.ts';
import { ingestLines, simulatedLines, testConfig } from '../pipelines/fixture.ts';
import { ENTRY, runCli, type Ended } from '../support/cli.ts';

const WEEK = '2026-W44';
const NOBODY = 65_534;
const base = testConfig();
const folders = [base.dataDir];
let lines: string[];
let input: string;

beforeAll(async () => {
  lines = simulatedLines(base, 10, 40);
  await withWarehouse(base, 'test', async (warehouse) => {
    await ingestLines(warehouse, base, 'taken.ndjson', lines);
    await warehouse.snapshot(await warehouse.refresh());
  });
  input = join(base.dataDir, 'taken.ndjson');
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function empty(): string {
  const made = mkdtempSync(join(tmpdir(), 'faults-'));
  folders.push(made);
  return made;
}
function copy(): string {
  const made = empty();
  cpSync(base.dataDir, made, { recursive: true });
  return made;
}
function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}
/** Exit code 1 and one sentence for people: no stack trace, no second line. */
function expectSentence({ code, stderr }: Ended, says: RegExp): void {
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(says) });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^groundswell: [A-Z].*\.$/m);
}
async function closings(dataDir: string): Promise<number> {
  const { stdout } = await runCli(['status', '--json'], dataDir);
  return (JSON.parse(stdout) as { totals: { closings: number } }).totals.closings;
}

describe('a damaged file', () => {
  test.each([
    [0, 4096],
    [1, 1],
    [5000, 3000],
  ])('of the warehouse (%i, %i bytes) is named with what to do', async (from, length) => {
    const dataDir = copy();
    overwrite(join(dataDir, 'warehouse.duckdb'), from, length);
    expectSentence(await runCli(['status'], dataDir), /warehouse\.duckdb is damaged.*backup/);
    expectSentence(await runCli(['weekly', '--week', WEEK, '--quiet'], dataDir), /is damaged/);
  });

  test('of the warehouse that is noticed only while reading is named as well', async () => {
    const whole = readFileSync(join(base.dataDir, 'warehouse.duckdb'));
    let noticed = 0;
    for (let at = 20_000; at < whole.length; at += 262_144) {
      const dataDir = copy();
      overwrite(join(dataDir, 'warehouse.duckdb'), at, 1000);
      const read = withWarehouse({ ...base, dataDir }, 'test', async (warehouse) => {
        await warehouse.rows('report/status');
        for (const name of ['retag/choose-tickets', 'erase/texts']) await warehouse.rows(name).catch(onlyMissingTables);
        await warehouse.snapshot([]);
      });
      const code: unknown = await read.then(
        () => 'whole',
        (fault: { code?: string }) => fault.code,
      );
      expect(['whole', 'warehouse-damaged']).toContain(code);
      if (code === 'warehouse-damaged') noticed++;
      rmSync(dataDir, { recursive: true });
    }
    expect(noticed).toBeGreaterThan(3);
  });

  test('of the snapshot is told by sql, and the next snapshot mends it', async () => {
    const dataDir = copy();
    overwrite(join(dataDir, 'insights.duckdb'), 4096, 8192);
    expectSentence(await runCli(['sql', 'from tickets'], dataDir), /insights\.duckdb.*damaged.*groundswell snapshot/);
    expect((await runCli(['snapshot'], dataDir)).code).toBe(0);
    expect((await runCli(['sql', 'from tickets'], dataDir)).code).toBe(0);
  });

  test('of the write-ahead log is named before anything is discarded; a torn end is taken as a crash leaves it', async () => {
    const dataDir = empty();
    const child = start(['ingest', '-', '--quiet'], dataDir, 'pipe');
    child.stdin?.write(`${[...lines, ...lines].join('\n')}\n`);
    const log = join(dataDir, 'warehouse.duckdb.wal');
    while (!existsSync(log) || statSync(log).size < 400_000) await sleep(20);
    await kill(child, 'SIGKILL');
    const whole = readFileSync(log);
    for (const at of [0, 30, Math.floor(whole.length / 2), whole.length - 100]) {
      const bytes = Uint8Array.from(whole);
      bytes[at]! ^= 0xff;
      writeFileSync(log, bytes);
      expectSentence(await runCli(['status'], dataDir), /write-ahead log .*\.wal is damaged.*backup/);
      expect(statSync(log).size).toBe(whole.length);
    }
    writeFileSync(log, whole.subarray(0, whole.length - 5));
    expect((await runCli(['status'], dataDir)).code).toBe(0);
  });
});

function onlyMissingTables(error: unknown): void {
  if (!/Catalog Error|does not exist/.test((error as Error).message)) throw error;
}
function start(args: readonly string[], dataDir: string, stdin: 'pipe' | 'ignore' = 'ignore'): ChildProcess {
  return spawn(process.execPath, [...ENTRY, ...args], {
    env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir, GROUNDSWELL_THREADS: '1' },
    stdio: [stdin, 'pipe', 'pipe'],
  });
}
function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

describe('a disk that is full', () => {
  const limited = (kilobytes: number): { wrap: string } => ({ wrap: `ulimit -f ${kilobytes}; exec "$@"` });

  test('stops an ingest with a sentence, and the next one takes what is missing, once', async () => {
    const dataDir = empty();
    expectSentence(await runCli(['ingest', input, '--quiet'], dataDir, limited(300)), /disk is full.*Free space/);
    expect((await runCli(['ingest', input, '--quiet'], dataDir)).code).toBe(0);
    expect(await closings(dataDir)).toBe(lines.length);
  });

  test('stops a weekly batch and a snapshot with a sentence, leaves the old copy whole, and the next run finishes', async () => {
    const dataDir = copy();
    const before = readFileSync(join(dataDir, 'insights.duckdb'));
    expectSentence(await runCli(['snapshot'], dataDir, limited(1000)), /disk is full/);
    expectSentence(await runCli(['weekly', '--week', WEEK, '--quiet'], dataDir, limited(1000)), /disk is full/);
    expect(readFileSync(join(dataDir, 'insights.duckdb')).equals(before)).toBe(true);
    expect((await runCli(['weekly', '--week', WEEK, '--quiet'], dataDir)).code).toBe(0);
    expect(existsSync(join(dataDir, 'reports', WEEK, 'all.en.html'))).toBe(true);
  });
});

test('a data folder that may not be written is named with what to do, and reading goes on', async () => {
  const dataDir = copy();
  const uid = process.getuid?.() === 0 ? { uid: NOBODY } : {};
  const own = (mode: number): void => {
    for (const name of ['.', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })]) {
      const path = join(dataDir, name);
      if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
      chmodSync(path, statSync(path).isDirectory() ? mode | 0o100 : mode);
    }
  };
  own(0o400);
  for (const command of [['status'], ['snapshot'], ['weekly', '--week', WEEK], ['ingest', '-']])
    expectSentence(await runCli(command, dataDir, uid), /data folder .* can’t be written.*GROUNDSWELL_DATA_DIR/);
  expect((await runCli(['sql', 'from weekly_totals'], dataDir, uid)).code).toBe(0);
  own(0o600);
});

describe('standard output', () => {
  test('that is full ends the program with a sentence', async () => {
    for (const command of [['status'], ['sql', 'from tickets']]) {
      const ended = await runCli(command, base.dataDir, { wrap: 'exec "$@" >/dev/full' });
      expectSentence(ended, /Standard output can’t be written \(ENOSPC\)/);
    }
  });

  test('whose reader went away ends the program quietly; a log that nobody reads ends nothing', async () => {
    const head = await runCli(['sql', 'from tickets', '--limit', '100000', '--format', 'csv'], base.dataDir, { wrap: '"$@" | head -n 1; exit 0' }); // prettier-ignore
    expect(head).toMatchObject({ code: 0, stderr: '' });
    const dataDir = empty();
    const deaf = await runCli(['ingest', input, '--json'], dataDir, { wrap: '{ "$@"; echo "ended $?" >&3; } 3>&1 2>&1 >/dev/null | { exec <&-; sleep 1; }; exit 0' }); // prettier-ignore
    expect(deaf.code).toBe(0);
    expect(await closings(dataDir)).toBe(lines.length);
  });
});

describe('versions', () => {
  test('a warehouse of a newer program is refused politely and left as it is', async () => {
    const dataDir = copy();
    const file = join(dataDir, 'warehouse.duckdb');
    await change(file, `insert into ops.migrations values (999, '999_from_the_future', '', now())`);
    const before = readFileSync(file);
    for (const command of [['status'], ['weekly', '--week', WEEK], ['ingest', input]])
      expectSentence(
        await runCli([...command, '--quiet'], dataDir),
        /newer groundswell \(999_from_the_future\).*Update groundswell/,
      );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a warehouse of the first schema is upgraded by itself, and its copy stays aside', async () => {
    const dataDir = empty();
    const file = join(dataDir, 'warehouse.duckdb');
    await change(
      file,
      `create schema ops;
       create table ops.migrations (number integer, name varchar, checksum varchar, applied_at timestamptz);
       insert into ops.migrations values (1, '001_initial', '', now());
       ${sqlText('migrations/001_initial')};
       insert into ops.rejects (batch, code) values (1, 'empty')`,
    );
    const { code, stdout } = await runCli(['status'], dataDir);
    expect(code).toBe(0);
    expect(stdout).toContain('rejects   1');
    const old = await change(`${file}.before-2`, 'select (select count(*) from ops.migrations) as migrations, count(*) as rejects from ops.rejects'); // prettier-ignore
    expect(old).toEqual([{ migrations: '1', rejects: '1' }]);
    expect(statSync(`${file}.before-2`).mode & 0o777).toBe(0o600);
  });
});

async function change(file: string, sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  await connection.run('checkpoint');
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe('SIGTERM', () => {
  test('while an ingest waits for more input commits what was read and ends with 0', async () => {
    const dataDir = empty();
    const given = [...lines, ...lines];
    const child = start(['ingest', '-'], dataDir, 'pipe');
    child.stdin?.write(`${given.join('\n')}\n`);
    const log = join(dataDir, 'warehouse.duckdb.wal');
    while (!existsSync(log) || statSync(log).size < 400_000) await sleep(50);
    await sleep(500);
    const told = performance.now();
    expect(await kill(child, 'SIGTERM')).toBe(0);
    expect(performance.now() - told).toBeLessThan(10_000);
    expect(await closings(dataDir)).toBe(given.length);
  });

  test('in a weekly batch or a snapshot leaves nothing half; the next run gives the same reports', async () => {
    const [whole, broken] = [copy(), copy()];
    const began = performance.now();
    expect((await runCli(['weekly', '--week', WEEK, '--quiet'], whole)).code).toBe(0);
    const took = performance.now() - began;
    const child = start(['weekly', '--week', WEEK, '--quiet'], broken);
    await sleep(took / 2);
    await kill(child, 'SIGTERM');
    const snapshot = start(['snapshot'], broken);
    await sleep(1000);
    await kill(snapshot, 'SIGTERM');
    expect((await runCli(['sql', 'from tickets'], broken)).code).toBe(0);
    expect((await runCli(['weekly', '--week', WEEK, '--quiet'], broken)).code).toBe(0);
    for (const name of readdirSync(join(whole, 'reports', WEEK)))
      expect(readFileSync(join(broken, 'reports', WEEK, name), 'utf8')).toBe(readFileSync(join(whole, 'reports', WEEK, name), 'utf8')); // prettier-ignore
  }, 240_000);
});
