import { spawn } from 'node:child_process';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { storageFault } from './faults.ts';
import { CHECKPOINT_THRESHOLD, STATE, unexportedWeeks, writeState } from './refresh.ts';
import { readRows } from './rows.ts';

/** What a snapshot published. */
export interface SnapshotResult {
  /** Path of the analysts' copy. */
  readonly file: string;
  readonly bytes: number;
  /** Weeks whose Parquet was written. */
  readonly weeks: number;
}

/** Runs work when the connection is free. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

const PARQUET_RELATIONS = ['tickets', 'ticket_topics'];
const CHECKPOINT_ATTEMPTS = 6;
const DAY = 86_400_000;

/** The ISO week of a Monday, e.g. 2026-W47. */
export function isoWeek(monday: string): string {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function copyInChild(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('env', ['LC_ALL=C', 'cp', '--', from, to], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(storageFault(new Error(signal === 'SIGXFSZ' ? 'file too large' : said), to));
    });
  });
}

async function checkpoint(connection: DuckDBConnection): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.run('checkpoint');
      break;
    } catch (error) {
      if (attempt === CHECKPOINT_ATTEMPTS) throw error;
    }
  }
  await connection.run(`set checkpoint_threshold = '1TB'`);
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Copies the checkpointed file while commits go on into the write-ahead log only. The live file must not be opened in
 * this process (that would drop DuckDB's lock), so a child copies it.
 */
async function copyDatabase(connection: DuckDBConnection, dataDir: string, inTurn: InTurn): Promise<string> {
  const path = (name: string): string => join(dataDir, name);
  const draft = path('insights.duckdb.draft');
  await rm(draft, { force: true });
  await inTurn(() => checkpoint(connection));
  try {
    await copyInChild(path('warehouse.duckdb'), draft);
  } finally {
    await inTurn(() => connection.run(`set checkpoint_threshold = '${CHECKPOINT_THRESHOLD}'`));
  }
  await flush(draft);
  await rename(draft, path('insights.duckdb'));
  return path('insights.duckdb');
}

async function writeParquet(connection: DuckDBConnection, dataDir: string, monday: string): Promise<void> {
  const folder = join(dataDir, 'parquet', `week=${isoWeek(monday)}`);
  const [draft, old] = [join(dataDir, 'parquet', `.draft-${monday}`), join(dataDir, 'parquet', `.old-${monday}`)];
  for (const left of [draft, old]) await rm(left, { recursive: true, force: true });
  const [held] = await readRows(
    connection,
    'select count(*) as n from main.tickets where closed_week = $monday::date',
    {
      monday,
    },
  );
  await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const relation of PARQUET_RELATIONS) {
    const target = join(draft, `${relation}.parquet`).replaceAll("'", "''");
    await connection.run(
      `copy (select * from main.${relation} where closed_week = '${monday}'::date order by ticket_id) to '${target}' (format parquet, compression zstd)`,
    );
  }
  await rename(folder, old).catch(() => undefined);
  if (held?.['n'] === 0) await rm(draft, { recursive: true, force: true });
  else await rename(draft, folder);
  await rm(old, { recursive: true, force: true });
}

/**
 * Publishes the analysts' copy by rename, so that a reader of the old one is undisturbed, and Parquet of every week whose
 * tickets changed since it was written, of `mondays` in any case.
 */
export async function publishSnapshot(
  connection: DuckDBConnection,
  dataDir: string,
  mondays: readonly string[],
  inTurn: InTurn,
): Promise<SnapshotResult> {
  const stale = await inTurn(() => unexportedWeeks(connection));
  const weeks = [...new Set([...stale, ...mondays])].toSorted();
  for (const monday of weeks) await inTurn(() => writeParquet(connection, dataDir, monday));
  await inTurn(async () => {
    const rest = (await unexportedWeeks(connection)).filter((monday) => !weeks.includes(monday));
    await writeState(connection, STATE.unexported, JSON.stringify(rest));
  });
  const file = await copyDatabase(connection, dataDir, inTurn);
  return { file, bytes: (await stat(file)).size, weeks: weeks.length };
}
