import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFiles } from '../../src/sources/files.ts';
import { readLines, type FileRecord } from '../../src/sources/records.ts';
import { MemorySink } from './memory-sink.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const read = async (paths: readonly string[], sink = new MemorySink(), stdin?: Readable): Promise<MemorySink> => {
  const source = openFiles(paths, {
    maxMessageBytes: 1000,
    log: () => undefined,
    ...(stdin === undefined ? {} : { stdin }),
  });
  await source.run(sink, new AbortController().signal, () => undefined);
  return sink;
};
const texts = (sink: MemorySink): (string | null)[] => sink.messages().map(({ text }) => text);

describe('files', () => {
  test('of NDJSON, plain and gzipped, give their lines with numbers; empty lines are skipped', async () => {
    const sink = await read([put('a.ndjson', '{"a":1}\n\n{"a":2}\r\n{"a":3}')]);
    expect(sink.messages()).toEqual([
      { position: 1, text: '{"a":1}' },
      { position: 3, text: '{"a":2}\r' },
      { position: 4, text: '{"a":3}' },
    ]);
    expect(texts(await read([put('b.ndjson.gz', gzipSync('{"b":1}\n{"b":2}\n'))]))).toEqual(['{"b":1}', '{"b":2}']);
  });

  test('of CSV become events, dotted columns nested, a broken row a reject with its line', async () => {
    const csv =
      'ticket_id,product.os,csat,bot.handled,text\nT-1,ios,4,true,"a, ""b"""\nT-2,android,,,x,too,many\nT-3,,5,false,y\n';
    const sink = await read([put('a.csv', csv)]);
    const rows = texts(sink).map((text) =>
      text?.startsWith('!') === true ? text : (JSON.parse(text ?? 'null') as unknown),
    );
    expect(rows).toContainEqual({
      ticket_id: 'T-1',
      product: { os: 'ios' },
      csat: 4,
      bot: { handled: true },
      messages: [{ author: 'user', text: 'a, "b"' }],
    });
    expect(rows).toContainEqual({
      ticket_id: 'T-3',
      csat: 5,
      bot: { handled: false },
      messages: [{ author: 'user', text: 'y' }],
    });
    expect(rows).toContain('!bad-row');
  });

  test('of CSV with bytes that are no UTF-8 reject that row only, with its line; a byte-order mark is no part of the first name', async () => {
    const rows = [
      Buffer.from('\ufeffticket_id,tëxt\nT-1,naïve 日本 👍\nT-2,'),
      Buffer.of(0xff, 0xc3, 0x28),
      Buffer.from('\nT-3,"ça\nva"\n'),
    ];
    const sink = await read([put('utf8.csv', Buffer.concat(rows))]);
    expect(sink.messages()).toEqual([
      { position: 2, text: '{"ticket_id":"T-1","tëxt":"naïve 日本 👍"}' },
      { position: 3, text: '!not-utf8' },
      { position: 5, text: '{"ticket_id":"T-3","tëxt":"ça\\nva"}' },
    ]);
  });

  test('of Parquet, written by DuckDB, become the same events', async () => {
    const path = join(folder, 'a.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `copy (select 'T-' || i as ticket_id, 'ios' as "product.os", i % 5 + 1 as csat, 'x' as text from range(3) t(i)) to '${path}' (format parquet, compression zstd)`,
    );
    connection.closeSync();
    expect(texts(await read([path])).map((text) => JSON.parse(text ?? '') as unknown)[2]).toEqual({
      ticket_id: 'T-2',
      product: { os: 'ios' },
      csat: 3,
      messages: [{ author: 'user', text: 'x' }],
    });
  });

  test('are found by globs, several at once', async () => {
    put('w1.ndjson', '1\n');
    put('w2.ndjson', '2\n');
    expect(texts(await read([join(folder, 'w*.ndjson')]))).toEqual(['1', '2']);
  });

  test('come from standard input as -', async () => {
    expect(
      texts(await read(['-'], new MemorySink(), Readable.from([Buffer.from('{"s":'), Buffer.from('1}\n{"s":2}\n')]))),
    ).toEqual(['{"s":1}', '{"s":2}']);
  });

  test('that grew continue where they stopped, under any name', async () => {
    const path = put('a.ndjson', '1\n2\n');
    const sink = await read([path]);
    appendFileSync(path, '3\n');
    await read([put('renamed.ndjson', '1\n2\n3\n4\n')], sink);
    expect(texts(sink)).toEqual(['1', '2', '3', '4']);
  });

  test('that are not there, or are folders, are faults that say what to do', async () => {
    expect(() => openFiles([join(folder, 'none.ndjson')], { maxMessageBytes: 1, log: () => undefined })).toThrow(
      /There is no file/,
    );
    await expect(read([folder])).rejects.toThrow(/is a folder/);
    await expect(read([put('broken.ndjson.gz', 'no gzip')])).rejects.toThrow(
      /broken\.ndjson\.gz can’t be read as gzipped ndjson/,
    );
  });

  test('with a line beyond the limit give a reject in its place, and go on', async () => {
    expect(texts(await read([put('a.ndjson', `1\n${'x'.repeat(5000)}\n3\n`)]))).toEqual(['1', '!too-large', '3']);
  });
});

test('lines are the same however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.string({ unit: 'grapheme', maxLength: 12 }).filter((s) => !/[\r\n]/.test(s)),
        { maxLength: 20 },
      ),
      fc.array(fc.nat(40), { maxLength: 20 }),
      async (lines, cuts) => {
        const whole = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(whole.subarray(at, Math.min(whole.length, at + cut)));
          at = Math.min(whole.length, at + cut);
        }
        chunks.push(whole.subarray(at));
        const found: FileRecord[] = [];
        for await (const record of readLines(Readable.from(chunks.filter((c) => c.length > 0)), {
          skip: 0,
          maxRecordBytes: 1000,
        }))
          found.push(record);
        expect(found.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(
          lines.map((line) => line.toWellFormed()).filter((line) => line !== ''),
        );
      },
    ),
    { numRuns: 60 },
  );
});
