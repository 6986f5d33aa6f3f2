import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows, runNamed } from './rows.ts';
import { sqlNames, sqlText } from './sql.ts';

/** Keys of ops.state. */
export const STATE = {
  compacted: 'compacted_batch',
  zone: 'time_zone',
  unexported: 'weeks_without_parquet',
  definitions: 'definitions',
} as const;

/** Size of the write-ahead log at which DuckDB folds it into the file; small ones make commits wait for the folding. */
export const CHECKPOINT_THRESHOLD = '128MB';

/** Marts that are tables: `sql/marts/<relation>.sql` is a select over the weeks in `touched`. */
export function martTables(): string[] {
  return sqlNames('marts')
    .filter((name) => !/create or replace view/.test(sqlText(name)))
    .map((name) => name.slice('marts/'.length));
}

/** The value kept under a key of ops.state. */
export async function readState(connection: DuckDBConnection, key: string): Promise<string | undefined> {
  const [row] = await readRows(connection, 'select value from ops.state where key = $key', { key });
  return row?.['value'] as string | undefined;
}

/** Keeps a value under a key of ops.state. */
export async function writeState(connection: DuckDBConnection, key: string, value: string): Promise<void> {
  await connection.run('delete from ops.state where key = $key', { key });
  await connection.run('insert into ops.state values ($key, $value)', { key, value });
}

/** Weeks (Mondays) whose Parquet is older than their tickets. */
export async function unexportedWeeks(connection: DuckDBConnection): Promise<string[]> {
  return JSON.parse((await readState(connection, STATE.unexported)) ?? '[]') as string[];
}

/** Adds weeks to those whose Parquet is to be written. */
async function rememberUnexported(connection: DuckDBConnection, weeks: readonly string[]): Promise<void> {
  const all = new Set([...(await unexportedWeeks(connection)), ...weeks]);
  await writeState(connection, STATE.unexported, JSON.stringify([...all].toSorted()));
}

async function weeksOf(connection: DuckDBConnection, relation: string): Promise<string[]> {
  const rows = await readRows(connection, `select distinct week::varchar as week from ${relation} order by week`);
  return rows.map(({ week }) => week as string);
}

/** Weeks are reckoned in one time zone: when the setting changed, everything derived begins anew. Returns the weeks that were. */
async function beginAnewInOtherZone(connection: DuckDBConnection): Promise<string[]> {
  const [row] = await readRows(connection, `select current_setting('timezone') as zone`);
  const zone = row?.['zone'] as string;
  const before = await readState(connection, STATE.zone);
  if (before === zone) return [];
  await writeState(connection, STATE.zone, zone);
  if (before === undefined) return [];
  const weeks = await weeksOf(connection, 'weekly_totals');
  for (const relation of ['tickets', 'ticket_topics']) await connection.run(`delete from main.${relation}`);
  const kept = `select max(value)::date from ops.state where key = 'tickets_until'`;
  for (const mart of martTables())
    await connection.run(`delete from main.${mart} where week >= coalesce((${kept}), '-infinity'::date)`);
  await writeState(connection, STATE.compacted, '0');
  return weeks;
}

/**
 * Brings tickets, ticket_topics and the marts up to commit `batch`, inside the caller's transaction. The cost grows with
 * the closings since the last time and the weeks they touch, not with history. Returns the touched weeks' Mondays.
 */
export async function refreshMarts(connection: DuckDBConnection, batch: number): Promise<string[]> {
  const left = await beginAnewInOtherZone(connection);
  const after = Number((await readState(connection, STATE.compacted)) ?? '0');
  if (after >= batch) return [];
  await runNamed(connection, 'warehouse/compact-winners', { after });
  await runNamed(connection, 'warehouse/compact-touched');
  await runNamed(connection, 'warehouse/compact-delete-tickets');
  await runNamed(connection, 'warehouse/compact-insert-tickets', { after });
  await runNamed(connection, 'warehouse/compact-delete-topics');
  await runNamed(connection, 'warehouse/compact-insert-topics', { after });
  await writeState(connection, STATE.compacted, String(batch));
  const weeks = await rebuildMarts(connection);
  if (left.length === 0) return weeks;
  await rememberUnexported(connection, left);
  return [...new Set([...left, ...weeks])].toSorted();
}

/**
 * Lets reviewers' corrections win over the machine's topics and rebuilds the marts of the weeks in the temporary table
 * `touched`, inside the caller's transaction. Returns their Mondays.
 */
export async function rebuildMarts(connection: DuckDBConnection): Promise<string[]> {
  await runNamed(connection, 'warehouse/correct-remove');
  await runNamed(connection, 'warehouse/correct-add');
  for (const mart of martTables()) {
    await connection.run(`delete from main.${mart} where week in (select week from touched)`);
    await connection.run(`insert into main.${mart} by name ${sqlText(`marts/${mart}`)}`);
  }
  const weeks = await weeksOf(connection, 'touched');
  await rememberUnexported(connection, weeks);
  return weeks;
}
