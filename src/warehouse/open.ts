import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../errors.ts';
import { damagedFile, damagedLog, OTHER_OWNER, storageFault } from './faults.ts';
import { CHECKPOINT_THRESHOLD, readState, STATE, writeState } from './refresh.ts';
import { readRows } from './rows.ts';
import { sqlNames, sqlText } from './sql.ts';

/** What a warehouse is opened with. */
export interface WarehouseSettings {
  readonly dataDir: string;
  /** Memory DuckDB may use, e.g. `1GB`. */
  readonly memoryLimit: string;
  /** IANA time zone in which weeks begin. */
  readonly timeZone: string;
  /** What the owner is doing, for the error that a second one gets: `ingest`, `weekly`, … */
  readonly purpose: string;
}

/** An open database file and the connection that owns it. */
export interface OpenDatabase {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly file: string;
}

interface Owner {
  readonly pid: number;
  readonly purpose: string;
  readonly since: string;
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const probe = join(dataDir, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    const fault = storageFault(cause as Error, join(dataDir, 'warehouse.duckdb'));
    if (fault instanceof Fault && fault.code === 'disk-full') throw fault;
    throw new Fault('warehouse-unwritable', `The data folder ${dataDir} can’t be written.`, {
      cause,
      next: 'Check its owner and permissions, or name another with GROUNDSWELL_DATA_DIR.',
    });
  }
}

function openFault(error: Error, file: string, owner: Owner | undefined): Error {
  const text = error.message;
  if (OTHER_OWNER.test(text)) {
    const who =
      owner === undefined
        ? 'another process'
        : `process ${owner.pid} (groundswell ${owner.purpose}, since ${owner.since})`;
    return new Fault('warehouse-owned', `The warehouse ${file} is held by ${who}.`, {
      retryable: true,
      next: 'Wait until it ends or stop it; to read, use `groundswell sql`, which opens the published snapshot.',
    });
  }
  if (/newer version|version number/i.test(text)) {
    return new Fault('warehouse-newer', `The warehouse ${file} was written by a newer DuckDB.`, {
      next: 'Update groundswell.',
    });
  }
  const fault = storageFault(error, file);
  return fault instanceof Fault ? fault : damagedFile(file, error);
}

/** How every write-ahead log of DuckDB begins: its first entry names the log’s version. DuckDB takes any other for an empty one. */
const LOG_BEGINS = [0x64, 0x00, 0x62];

/** Throws Fault('warehouse-damaged') when the file beside the warehouse is no write-ahead log: opening would discard it. */
function checkLog(file: string): void {
  const log = `${file}.wal`;
  if (!existsSync(log)) return;
  const head = Buffer.alloc(LOG_BEGINS.length);
  const handle = openSync(log, 'r');
  const read = readSync(handle, head);
  closeSync(handle);
  if (LOG_BEGINS.slice(0, read).some((byte, i) => head[i] !== byte)) throw damagedLog(file);
}

async function openFile(file: string, settings: WarehouseSettings): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, {
      memory_limit: settings.memoryLimit,
      threads: '2',
      checkpoint_threshold: CHECKPOINT_THRESHOLD,
    });
  } catch (error) {
    throw openFault(error as Error, file, readOwner(join(settings.dataDir, 'owner.json')));
  }
}

async function applied(connection: DuckDBConnection): Promise<Set<string>> {
  await connection.run('create schema if not exists ops');
  await connection.run(
    'create table if not exists ops.migrations (number integer, name varchar, checksum varchar, applied_at timestamptz)',
  );
  return new Set((await readRows(connection, 'select name from ops.migrations')).map(({ name }) => name as string));
}

async function migrate(connection: DuckDBConnection, file: string, existed: boolean): Promise<void> {
  const done = await applied(connection);
  const all = sqlNames('migrations').map((path) => path.slice('migrations/'.length));
  const unknown = [...done].filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Fault(
      'warehouse-newer',
      `The warehouse ${file} was written by a newer groundswell (${unknown.join(', ')}).`,
      {
        next: 'Update groundswell; this version leaves the file as it is.',
      },
    );
  }
  const missing = all.filter((name) => !done.has(name));
  if (missing.length > 0 && existed && done.size > 0) await keepCopy(connection, file, all.length - missing.length);
  for (const name of missing) {
    const text = sqlText(`migrations/${name}`);
    await connection.run('begin');
    await connection.run(text);
    await connection.run('insert into ops.migrations values ($number, $name, $checksum, now())', {
      number: Number.parseInt(name, 10),
      name,
      checksum: createHash('sha256').update(text).digest('hex'),
    });
    await connection.run('commit');
  }
}

/** A copy of the file as it was before a migration; the live file is copied by DuckDB’s checkpointed state, in a child process. */
async function keepCopy(connection: DuckDBConnection, file: string, version: number): Promise<void> {
  await connection.run('checkpoint');
  const { spawnSync } = await import('node:child_process');
  const done = spawnSync('cp', [file, `${file}.before-${version + 1}`]);
  if (done.status !== 0) {
    throw new Fault('disk-full', `No copy of ${file} could be kept before its upgrade.`, {
      next: 'Free space and start again.',
    });
  }
}

/** Views and comments are defined when their text, or the tables under them, changed since the last time. */
async function defineViews(connection: DuckDBConnection): Promise<void> {
  const views = sqlNames('marts')
    .map(sqlText)
    .filter((text) => /create or replace view/.test(text));
  const texts = [...sqlNames('migrations').map(sqlText), ...views, sqlText('comments')];
  const digest = createHash('sha256').update(texts.join('\0')).digest('hex');
  if ((await readState(connection, STATE.definitions)) === digest) return;
  await connection.run('begin');
  for (const text of views) await connection.run(text);
  await connection.run(sqlText('comments'));
  await writeState(connection, STATE.definitions, digest);
  await connection.run('commit');
}

/**
 * Opens the warehouse file as its one owner: folder and file made when they are missing, migrations applied.
 * Throws Fault('warehouse-owned' | 'warehouse-newer' | 'warehouse-damaged' | 'warehouse-unwritable' | 'disk-full').
 */
export async function openDatabase(settings: WarehouseSettings): Promise<OpenDatabase> {
  prepareFolder(settings.dataDir);
  const file = join(settings.dataDir, 'warehouse.duckdb');
  const existed = existsSync(file) && statSync(file).size > 0;
  checkLog(file);
  const instance = await openFile(file, settings);
  const connection = await instance.connect();
  try {
    writeFileSync(
      join(settings.dataDir, 'owner.json'),
      JSON.stringify({ pid: process.pid, purpose: settings.purpose, since: new Date().toISOString() } satisfies Owner),
      { mode: 0o600 },
    );
    await connection.run(`set timezone = '${settings.timeZone.replaceAll("'", "''")}'`);
    await migrate(connection, file, existed);
    await defineViews(connection);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw storageFault(error as Error, file);
  }
  return { instance, connection, file };
}
