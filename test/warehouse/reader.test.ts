import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asCsv, asJson, asTable, terminalWidth } from '../../src/warehouse/format-rows.ts';
import { openSnapshot, type Answer, type SnapshotReader } from '../../src/warehouse/reader.ts';
import { commitOf, openTest, tagging, tempFolder, ticket } from './facts.ts';

let reader: SnapshotReader;
let folder = '';

beforeAll(async () => {
  const w = await openTest();
  await w.commit(commitOf([[ticket('a', Date.UTC(2026, 10, 18)), tagging('app.crash')]]));
  await w.refresh();
  const { file } = await w.snapshot([]);
  await w.close();
  folder = w.dataDir;
  reader = await openSnapshot(file, 'UTC', 1);
});
afterAll(() => reader.close());

test('a query gets its columns, values and whether there is more', async () => {
  const answer = await reader.ask('select ticket_id, cost, concepts from tickets union all select null, 0, []', 1);
  expect(answer).toMatchObject({ columns: ['ticket_id', 'cost', 'concepts'], numeric: [false, true, false] });
  expect(answer.rows).toEqual([['a', '1.1000', '["gift"]']]);
  expect(answer.truncated).toBe(true);
});

test.each([
  `insert into topics values ('x', 'x', 'x', 'x', 'x')`,
  'drop table tickets',
  `copy tickets to 'FOLDER/stolen.csv'`,
  `select * from read_text('/etc/passwd')`,
  `select * from '/etc/hosts'`,
  `attach 'FOLDER/other.duckdb' as other`,
  'install httpfs',
  'load httpfs',
  'set enable_external_access = true',
  `select * from read_csv('https://example.org/x.csv')`,
  `export database 'FOLDER/export'`,
])('%s is refused', async (sql) => {
  await expect(reader.ask(sql.replace('FOLDER', folder), 10)).rejects.toMatchObject({ code: 'query-failed' });
  expect(existsSync(join(folder, 'stolen.csv'))).toBe(false);
});

test('a query that takes too long is stopped, and the next one is answered', async () => {
  await expect(
    reader.ask('select count(*) from range(10000000) a, range(10000000) b where a.range + b.range = 3', 1),
  ).rejects.toMatchObject({ message: expect.stringContaining('longer than 1 s') as string });
  expect((await reader.ask('select 1 as one', 1)).rows).toEqual([['1']]);
});

test('no snapshot and a damaged one are each said in a sentence', async () => {
  await expect(openSnapshot(join(folder, 'none.duckdb'), 'UTC', 1)).rejects.toMatchObject({ code: 'warehouse-empty' });
  const file = join(tempFolder(), 'insights.duckdb');
  writeFileSync(file, 'no database'.repeat(2000));
  await expect(openSnapshot(file, 'UTC', 1)).rejects.toMatchObject({ code: 'warehouse-damaged' });
});

const answer = (...rows: (string | null)[][]): Answer => ({
  columns: ['name', 'n'],
  numeric: [false, true],
  rows,
  truncated: false,
});

test('tables align in every script', () => {
  const lines = asTable(answer(['礼物没到账', '1'], ['à', '22'], ['ของขวัญ', '3'], ['plain', null])).split('\n');
  expect(lines).toContain('礼物没到账   1');
  expect(new Set(lines.slice(2, 5).map(terminalWidth)).size).toBe(1);
});

test('values cannot steer a terminal in any format', () => {
  const hostile = answer(['\u001B[2J\u009B31m\u202Egone\u0007', '1']);
  for (const text of [asTable(hostile), asCsv(hostile), asJson(hostile)])
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202E]/); // eslint-disable-line no-control-regex
  expect(JSON.parse(asJson(hostile))).toEqual([{ name: '\u001B[2J\u009B31m\u202Egone\u0007', n: 1 }]);
});

test('what a spreadsheet would take for a formula is text in CSV; numbers stay numbers', () => {
  expect(asCsv(answer(['=1+1', '-5'], [' @cmd', '2'], ['a "b", c', null])).split('\r\n')).toEqual([
    'name,n',
    `'=1+1,-5`,
    `' @cmd,2`,
    '"a ""b"", c",',
  ]);
});

test('a number too long for JSON stays text', () => {
  expect(JSON.parse(asJson(answer(['a', '170141183460469231731687303715884105727'])))).toEqual([
    { name: 'a', n: '170141183460469231731687303715884105727' },
  ]);
});
