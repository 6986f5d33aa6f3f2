import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFiles } from '../../src/sources/files.ts';
import { MemorySink } from './memory-sink.ts';

const HEADER = 'ticket_id,closed_at,created_at,user_id,text';
const ROW = 'T-1,2026-11-16T09:30:00Z,2026-11-16T08:00:00Z,u1,coins never came';
const MOST = 100_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function take(name: string, content: string | Uint8Array): Promise<(string | null)[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const sink = new MemorySink();
  const source = openFiles([path], { maxMessageBytes: MOST, log: () => undefined });
  await source.run(sink, new AbortController().signal, () => undefined);
  return sink.messages().map(({ text }) => text);
}

/** What a file of `size` equal bytes becomes, and how much the process grew at most meanwhile. */
async function growth(
  name: string,
  head: string,
  byte: string,
  size: number,
): Promise<{ taken: unknown; grown: number }> {
  const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(size, byte)]));
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const taken = await take(name, bomb);
  clearInterval(watch);
  return { taken, grown: most - before };
}

test.each([
  ['one line of NDJSON', 'a.ndjson.gz', '', 'A', ['!too-large']],
  ['a field of CSV', 'a.csv.gz', `${HEADER}\n`, 'A', ['!too-large']],
  ['a quoted field of CSV that never ends', 'b.csv.gz', `${HEADER}\n"`, 'A', ['!too-large']],
  ['a row of nothing but commas', 'c.csv.gz', `${HEADER}\n`, ',', ['!bad-row']],
])('a gzip bomb in %s is one reject and takes no memory of its size', async (_, name, head, byte, expected) => {
  const size = 200_000_000;
  const { taken, grown } = await growth(name, head, byte, size);
  expect(taken).toEqual(expected);
  expect(grown).toBeLessThan(size / 2);
});

test('a row of CSV with 10,000 columns is a message like another', async () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
  const [wide, short] = await take('wide.csv', `${HEADER},${names.join(',')}\n${ROW},${names.join(',')}\n${ROW}\n`);
  expect(JSON.parse(wide ?? '')).toMatchObject({ ticket_id: 'T-1', c9999: 'c9999' });
  expect(short).toBe('!bad-row');
});

test('columns named like members of every object change no object and lose no row', async () => {
  const names = '__proto__,constructor,__proto__.polluted,toString,product.__proto__';
  const taken = await take('proto.csv', `${HEADER},${names}\n${ROW},1,2,3,4,5\n`);
  expect(JSON.parse(taken[0] ?? '')).toMatchObject({ ticket_id: 'T-1', constructor: '2' });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('JSON too deep inside a cell is a reject, and the rows after it are taken', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const flat = `"[{""author"":""user"",""text"":""x""}]"`;
  const head = HEADER.replace('text', 'messages');
  const row = (cell: string): string => ROW.replace('coins never came', cell);
  const taken = await take('deep.csv', `${head}\n${row(deep)}\n${row(flat)}\n`);
  expect(taken[0]).toBe('!too-deep');
  expect(JSON.parse(taken[1] ?? '')).toMatchObject({ messages: [{ author: 'user', text: 'x' }] });
});

test('a row that breaks the rules twice is refused once', async () => {
  expect(await take('twice.csv', `${HEADER}\nT-2,a"b"c,d,e,f\n${ROW}\n`)).toEqual(['!bad-row', expect.any(String)]);
});

test.each([
  ['cut short', 'cut.ndjson.gz', gzipSync('{"a":1}\n'.repeat(10_000)).subarray(0, 60)],
  ['no gzip', 'none.ndjson.gz', Buffer.from('{"a":1}\n')],
  ['no Parquet', 'none.parquet', Buffer.from(`PAR1${'x'.repeat(500)}\u007F\u007F\u007F\u007FPAR1`)],
  ['Parquet of zero bytes', 'zero.parquet', Buffer.alloc(0)],
])('a file that is %s is named in one sentence', async (_, name, content) => {
  await expect(take(name, content)).rejects.toMatchObject({ code: 'bad-input-file' });
});

test('whatever bytes stand in a CSV or NDJSON, it ends, and each record is an event or a reject', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const syntax = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', '\0', 'a', '{', '}', '""', '\uFEFF'), {
    maxLength: 80,
  });
  const content = fc.oneof(
    bytes,
    syntax.map((parts) => Buffer.from(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(content, fc.constantFrom('any.csv', 'any.ndjson'), async (tail, name) => {
      const head = name.endsWith('.csv') ? `${HEADER}\n` : '';
      const taken = await take(name, Buffer.concat([Buffer.from(head), tail]));
      const lines = Buffer.from(tail)
        .toString('latin1')
        .split(/[\r\n]/).length;
      expect(taken.length).toBeLessThanOrEqual(lines);
    }),
    { numRuns: 300, seed: 7 },
  );
});
