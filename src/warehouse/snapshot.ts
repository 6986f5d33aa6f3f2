import { spawn } from 'node:child_process';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../errors.ts';

/** What a snapshot published. */
export interface SnapshotResult {
  /** Path of the analysts' copy. */
  readonly file: string;
  readonly bytes: number;
  /** Weeks whose Parquet was written. */
  readonly weeks: number;
}

const PARQUET_RELATIONS = ['tickets', 'ticket_topics'];
const DAY = 86_400_000;

function isoWeek(monday: string): string {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function copyInChild(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('cp', ['--', from, to], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Fault('disk-full', `The snapshot ${to} could not be written.`, {
            next: 'Free space, then run `groundswell snapshot`.',
          }),
        );
    });
  });
}

/** The live file must not be opened in this process (that would drop DuckDB's lock), so a child copies it. */
async function copyDatabase(connection: DuckDBConnection, dataDir: string): Promise<string> {
  const [live, draft, file] = ['warehouse.duckdb', 'insights.duckdb.draft', 'insights.duckdb'].map((name) =>
    join(dataDir, name),
  );
  await rm(draft!, { force: true });
  for (let attempt = 0; ; attempt++) {
    try {
      await connection.run('checkpoint');
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  await connection.run(`set checkpoint_threshold = '1TB'`);
  try {
    await copyInChild(live!, draft!);
  } finally {
    await connection.run('reset checkpoint_threshold');
  }
  await rename(draft!, file!);
  return file!;
}

async function writeParquet(connection: DuckDBConnection, dataDir: string, monday: string): Promise<void> {
  const folder = join(dataDir, 'parquet', `week=${isoWeek(monday)}`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const relation of PARQUET_RELATIONS) {
    const target = join(draft, `${relation}.parquet`).replaceAll("'", "''");
    await connection.run(
      `copy (select * from main.${relation} where closed_week = '${monday}'::date order by ticket_id) to '${target}' (format parquet, compression zstd)`,
    );
  }
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

/** Publishes the analysts' copy by rename, so that a reader of the old one is undisturbed, and Parquet of the given weeks. */
export async function publishSnapshot(
  connection: DuckDBConnection,
  dataDir: string,
  mondays: readonly string[],
): Promise<SnapshotResult> {
  for (const monday of mondays) await writeParquet(connection, dataDir, monday);
  const file = await copyDatabase(connection, dataDir);
  return { file, bytes: (await stat(file)).size, weeks: mondays.length };
}
