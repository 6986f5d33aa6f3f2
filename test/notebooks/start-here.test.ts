import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { commitOf, openTest, tagging, ticket } from '../warehouse/facts.ts';

interface Notebook {
  readonly cells: readonly { readonly cell_type: 'code' | 'markdown'; readonly source: readonly string[] }[];
}

const ROOT = new URL('../..', import.meta.url).pathname;
const notebook = JSON.parse(readFileSync(`${ROOT}notebooks/start-here.ipynb`, 'utf8')) as Notebook;
const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));

/** The cells as one module for Node: packages by their plain names, and what a cell's last line names written out. */
function asModule(cells: readonly string[]): string {
  const shown = cells.map((cell) => cell.replace(/\n(\w+)$/, '\nshow("$1", $1);'));
  const show =
    'const show = (name, value) => console.log(JSON.stringify([name, value?.[Symbol.for("Jupyter.display")]?.() ?? value], ' +
    '(_, v) => typeof v === "bigint" ? Number(v) : v));\n';
  return show + shown.join('\n').replaceAll(/'npm:(@?[^@']+)@[^']+'/g, "'$1'");
}

let dataDir = '';
beforeAll(async () => {
  const w = await openTest();
  const tickets = Array.from(
    { length: 300 },
    (_, i) =>
      [ticket(`t${i}`, Date.UTC(2026, 9, 19) + (i % 28) * 86_400_000), tagging('gifting.not-delivered')] as const,
  );
  await w.commit(commitOf(tickets));
  await w.refresh();
  await w.snapshot([]);
  await w.close();
  dataDir = w.dataDir;
});

test('the cells run in order and show tables, a chart and the words behind it', () => {
  const run = spawnSync(process.execPath, ['--input-type=module'], {
    cwd: ROOT,
    input: asModule(code),
    encoding: 'utf8',
    env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir },
  });
  expect(run.stderr).toBe('');
  const shown = new Map(
    run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, unknown]),
  );
  expect([...shown.keys()]).toEqual(['relations', 'weeks', 'topics', 'chart', 'segments', 'words']);
  expect(shown.get('weeks')).toHaveLength(4);
  expect(shown.get('topics')).toMatchObject([{ topic: 'gifting.not-delivered' }]);
  expect(JSON.stringify(shown.get('chart'))).toMatch(/<path d=\\"M[^"]*\\" fill=\\"none\\"/);
  expect(shown.get('words')).toHaveLength(5);
});

test('every code cell is introduced in words, and no output is kept in the file', () => {
  const unexplained = notebook.cells.filter(
    (cell, i) => cell.cell_type === 'code' && notebook.cells[i - 1]?.cell_type !== 'markdown',
  );
  expect(unexplained).toEqual([]);
  expect(JSON.stringify(notebook)).not.toContain('output_type');
});

test('a cell that names an unknown column fails the run', () => {
  const broken = [...code.slice(0, 1), "const bad = await ask('select no_such_column from tickets');\nbad"];
  const run = spawnSync(process.execPath, ['--input-type=module'], {
    cwd: ROOT,
    input: asModule(broken),
    encoding: 'utf8',
    env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir },
  });
  expect(run.status).not.toBe(0);
});
