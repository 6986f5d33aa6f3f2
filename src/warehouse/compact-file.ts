import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { STATE } from './refresh.ts';

/**
 * Writes the closed warehouse of a data folder anew, so that no block of the file holds what was deleted, and removes the
 * copies that upgrades kept. The old file is replaced by rename; killed in between, it is still whole.
 */
export async function compactFile(dataDir: string): Promise<void> {
  const [file, draft] = [join(dataDir, 'warehouse.duckdb'), join(dataDir, 'warehouse.duckdb.draft')];
  for (const left of [draft, `${draft}.wal`]) rmSync(left, { force: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;
  try {
    await connection.run(`attach ${quoted(file)} as old (read_only)`);
    await connection.run(`attach ${quoted(draft)} as fresh`);
    await connection.run('copy from database old to fresh');
    await connection.run(`delete from fresh.ops.state where key = '${STATE.definitions}'`);
    await connection.run('checkpoint fresh');
    await connection.run('detach fresh');
    await connection.run('detach old');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  rmSync(`${file}.wal`, { force: true });
  for (const name of readdirSync(dataDir))
    if (name.startsWith('warehouse.duckdb.before-')) rmSync(join(dataDir, name), { force: true });
}
