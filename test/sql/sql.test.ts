import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows, runNamed } from '../../src/warehouse/rows.ts';
import { sqlNames, sqlText } from '../../src/warehouse/sql.ts';
import { commitOf, openTest, tagging, ticket } from '../warehouse/facts.ts';

const ROOT = new URL('../../sql', import.meta.url).pathname;
const SHARED = readFileSync(new URL('contract.txt', import.meta.url), 'utf8');
let instance: DuckDBInstance;
let connection: DuckDBConnection;

/** A warehouse with four weeks of tickets, as its connection sees it in the middle of a compaction. */
beforeAll(async () => {
  const w = await openTest();
  const tickets = Array.from({ length: 400 }, (_, i) => {
    const more = { userKey: `u${i % 40}`, country: i % 3 === 0 ? 'VN' : 'ID' };
    return [
      ticket(`t${i}`, Date.UTC(2026, 9, 19) + Math.floor(28 * Math.sqrt(i / 400)) * 86_400_000, more),
      tagging('app.crash'),
    ] as const;
  });
  await w.commit(commitOf(tickets));
  await w.refresh();
  await w.close();
  instance = await DuckDBInstance.create(join(w.dataDir, 'warehouse.duckdb'));
  connection = await instance.connect();
  copyFileSync(join(w.dataDir, 'warehouse.duckdb'), join(w.dataDir, 'member.duckdb'));
  await connection.run(`attach '${join(w.dataDir, 'member.duckdb')}' as member (read_only)`);
  await connection.run(
    'create temp table winners as select ticket_id, closed_at, 0 as batch, stream, position, true as is_fresh from tickets',
  );
  await connection.run('create temp table touched as select week from weekly_totals');
  for (const name of [
    'rotate/begin',
    'erase/choose',
    'retag/stage',
    'retag/stage-topics',
    'retag/choose-tickets',
    'retention/choose',
  ])
    await runNamed(connection, name, { user: 'u1', ticket: '', rows: '[]', texts: 0 });
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const folders = readdirSync(ROOT).filter((name) => statSync(join(ROOT, name)).isDirectory());
const queries = folders.filter((folder) => folder !== 'migrations').flatMap(sqlNames);

/** Values for the parameters that the files name. */
function parametersOf(sql: string): Record<string, string> {
  const known: Record<string, string> = {
    week: '2026-11-09',
    rose: '2026-11-02',
    topic: 'app.crash',
    ticket: 't1',
    rows: '[]',
  };
  const names = sql.replaceAll(/--.*/g, '').matchAll(/\$([a-z_]+)/g);
  return Object.fromEntries([...names].map(([, name]) => [name!, known[name!] ?? '1']));
}

test.each(queries)('sql/%s.sql binds', async (name) => {
  const sql = sqlText(name);
  const values = parametersOf(sql);
  const bound = sql.replaceAll(/\$([a-z_]+)/g, (all, name: string) =>
    values[name] === undefined ? all : name === 'columns' ? '[]' : `'${values[name]}'`,
  );
  const select = bound.replace(/create or replace (?:view|temp table) [\w.]+ as/, '').trim();
  expect((await readRows(connection, `explain ${select}`)).length).toBeGreaterThan(0);
});

test('a query that names an unknown column does not bind', async () => {
  await expect(readRows(connection, 'explain select no_such_column from tickets')).rejects.toThrow('no_such_column');
});

test.each(sqlNames('analysis'))('sql/%s.sql says which question it answers, and answers it', async (name) => {
  const sql = sqlText(name);
  expect(sql).toMatch(/^-- [^\n]*\?/);
  const rows = await readRows(connection, sql, parametersOf(sql));
  const quiet = ['analysis/what-rose-this-week', 'analysis/severe-and-unhappy'];
  expect(rows.length > 0 || quiet.includes(name)).toBe(true);
});

test('analysts start from ten queries', () => {
  expect(sqlNames('analysis')).toHaveLength(10);
});

test('every relation and column of the contract exists', async () => {
  const rows = await readRows(
    connection,
    `select table_name || '.' || column_name as name from duckdb_columns() where schema_name = 'main' and not internal`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const promised = SHARED.trim()
    .split('\n')
    .flatMap((line) => {
      const [relation, columns] = line.split(': ');
      return columns!.split(', ').map((column) => `${relation}.${column}`);
    });
  expect(promised.length).toBeGreaterThan(80);
  expect(promised.filter((name) => !known.has(name))).toEqual([]);
});

test('every relation and every column carries a comment', async () => {
  const silent = await readRows(
    connection,
    `select table_name || '.' || column_name as name from duckdb_columns()
       where schema_name in ('main', 'ops') and not internal and database_name = 'warehouse' and comment is null
     union all select table_name from duckdb_tables() where comment is null and not temporary
     union all select view_name from duckdb_views() where comment is null and not internal`,
  );
  expect(silent).toEqual([]);
});

test('nothing needs keys, indexes or sequences', async () => {
  const found = await readRows(
    connection,
    `select constraint_type as name from duckdb_constraints() union all select index_name from duckdb_indexes()
     union all select sequence_name from duckdb_sequences()`,
  );
  expect(found).toEqual([]);
});
