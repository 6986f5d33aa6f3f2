import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows, runNamed } from './rows.ts';
import { sqlNames, sqlText } from './sql.ts';

const COMPACTED = 'compacted_batch';

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

/**
 * Brings tickets, ticket_topics and the marts up to commit `batch`, inside the caller's transaction. The cost grows with
 * the closings since the last time and the weeks they touch, not with history. Returns the touched weeks' Mondays.
 */
export async function refreshMarts(connection: DuckDBConnection, batch: number): Promise<string[]> {
  const after = Number((await readState(connection, COMPACTED)) ?? '0');
  if (after >= batch) return [];
  await runNamed(connection, 'warehouse/compact-winners', { after });
  await runNamed(connection, 'warehouse/compact-touched');
  await runNamed(connection, 'warehouse/compact-delete-tickets');
  await runNamed(connection, 'warehouse/compact-insert-tickets');
  await runNamed(connection, 'warehouse/compact-delete-topics');
  await runNamed(connection, 'warehouse/compact-insert-topics', { after });
  for (const mart of martTables()) {
    await connection.run(`delete from main.${mart} where week in (select week from touched)`);
    await connection.run(`insert into main.${mart} by name ${sqlText(`marts/${mart}`)}`);
  }
  await writeState(connection, COMPACTED, String(batch));
  const weeks = await readRows(connection, 'select week::varchar as week from touched order by week');
  return weeks.map(({ week }) => week as string);
}
