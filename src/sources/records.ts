import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Reject } from '../ticket/ticket.ts';

/** One record of a file: the event's bytes, or a reject when it could not be read. */
export interface FileRecord {
  /** Line or row number, from 1. */
  readonly position: number;
  readonly bytes: Uint8Array;
  readonly error?: Reject;
}

/** How a file is read: where to go on after `skip` records, and the longest record taken. */
export interface ReadOptions {
  readonly skip: number;
  readonly maxRecordBytes: number;
}

const NEWLINE = 10;
const EMPTY = new Uint8Array();
const encoder = new TextEncoder();

/** Lines of a byte stream; a line beyond the limit becomes a reject without being kept. The last one may lack its newline. */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  { skip, maxRecordBytes }: ReadOptions,
): AsyncGenerator<FileRecord> {
  let position = 0;
  let kept: Buffer[] = [];
  let length = 0;
  const end = (): FileRecord | undefined => {
    position++;
    const record: FileRecord =
      length > maxRecordBytes
        ? {
            position,
            bytes: EMPTY,
            error: { code: 'too-large', detail: `the line has more than ${maxRecordBytes} bytes` },
          }
        : { position, bytes: Uint8Array.from(kept.length === 1 ? kept[0]! : Buffer.concat(kept)) };
    kept = [];
    length = 0;
    const blank =
      record.error === undefined &&
      (record.bytes.length === 0 || (record.bytes.length === 1 && record.bytes[0] === 13));
    return blank || position <= skip ? undefined : record;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      length += at - from;
      if (length <= maxRecordBytes) kept.push(chunk.subarray(from, at));
      from = at + 1;
      const record = end();
      if (record !== undefined) yield record;
    }
    length += chunk.length - from;
    if (length <= maxRecordBytes) kept.push(Buffer.from(chunk.subarray(from)));
    else kept = [];
  }
  if (length > 0) {
    const record = end();
    if (record !== undefined) yield record;
  }
}

const NUMBERS = new Set(['csat', 'resolution.reopened', 'effort.handle_minutes']);
const FLAGS = new Set(['resolution.first_contact', 'bot.handled']);

function cell(path: string, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return value;
  if (NUMBERS.has(path) && value.trim() !== '') return Number(value);
  if (FLAGS.has(path)) return /^(true|1|yes|t)$/i.test(value) ? true : /^(false|0|no|f)$/i.test(value) ? false : value;
  return value;
}

/**
 * A flat row as an event: columns are the event's fields, nested ones dotted (`product.os`), `text` is one message of the
 * user, `messages` JSON. Empty cells are left out.
 */
export function eventOfRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [path, raw] of Object.entries(row)) {
    const value = cell(path, raw);
    if (value === null || value === undefined || value === '') continue;
    if (path === 'text') event['messages'] = [{ author: 'user', text: value }];
    else if (path === 'messages' && typeof value === 'string') event['messages'] = safeJson(value);
    else {
      const dot = path.indexOf('.');
      if (dot < 0) event[path] = value;
      else {
        const parent = path.slice(0, dot);
        const group = Object.hasOwn(event, parent) ? (event[parent] as Record<string, unknown>) : {};
        group[path.slice(dot + 1)] = value;
        event[parent] = group;
      }
    }
  }
  return event;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const DEEPEST = 32;

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

function rowRecord(position: number, row: Readonly<Record<string, unknown>>): FileRecord {
  const event = eventOfRow(row);
  if (isTooDeep(event, DEEPEST))
    return { position, bytes: EMPTY, error: { code: 'too-deep', detail: `nested deeper than ${DEEPEST} levels` } };
  const text = JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  return { position, bytes: encoder.encode(text) };
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** Lets no more of a line pass than makes it too large for certain: memory stays bounded whatever a line holds. Drops a byte-order mark. */
function limitLines(most: number): Transform {
  let length = 0;
  let begins = true;
  return new Transform({
    transform(whole: Buffer, _, done) {
      const chunk = begins && whole.subarray(0, 3).equals(BYTE_ORDER_MARK) ? whole.subarray(3) : whole;
      begins = false;
      let [at, kept] = [0, 0];
      while (at < chunk.length) {
        const newline = chunk.indexOf(NEWLINE, at);
        const end = newline === -1 ? chunk.length : newline;
        const room = Math.max(0, most - length);
        if (end - at > room) {
          this.push(chunk.subarray(kept, at + room));
          kept = end;
        }
        length = newline === -1 ? length + end - at : 0;
        at = newline === -1 ? end : end + 1;
      }
      this.push(chunk.subarray(kept));
      done();
    },
  });
}

function rowError(code: string | undefined): Reject {
  return code === 'CSV_MAX_RECORD_SIZE'
    ? { code: 'too-large', detail: 'the row is larger than a message may be' }
    : { code: 'bad-row', detail: 'the row does not fit the header' };
}

const ASCII = /^[\0-\x7f]*$/;

/** Bytes that were read as Latin-1, as UTF-8; undefined when they are none. */
function utf8Of(bytes: string): string | undefined {
  if (ASCII.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString('utf8') : undefined;
}

/** A row whose cells are bytes read as Latin-1. */
function byteRow(position: number, row: Readonly<Record<string, string>>): FileRecord {
  const cells = Object.entries(row).map(([column, bytes]) => [column, utf8Of(bytes)] as const);
  return cells.some(([, text]) => text === undefined)
    ? { position, bytes: EMPTY, error: { code: 'not-utf8', detail: 'the bytes are not UTF-8' } }
    : rowRecord(position, Object.fromEntries(cells));
}

/** Rows of a CSV stream whose first line names the columns; positions are line numbers. */
export async function* readCsv(stream: Readable, { skip, maxRecordBytes }: ReadOptions): AsyncGenerator<FileRecord> {
  const bad: FileRecord[] = [];
  const limited = stream.pipe(limitLines(2 * maxRecordBytes));
  const parser = limited.pipe(
    parse({
      columns: (header: string[]) => header.map((name) => utf8Of(name) ?? name),
      encoding: 'latin1',
      info: true,
      skip_empty_lines: true,
      relax_column_count: false,
      skip_records_with_error: true,
      max_record_size: maxRecordBytes,
      on_skip: (error) => {
        const { lines = 0, code } = error as { lines?: number; code?: string };
        if (bad.at(-1)?.position !== lines) bad.push({ position: lines, bytes: EMPTY, error: rowError(code) });
      },
    }),
  );
  for (const before of [stream, limited]) before.on('error', (error) => parser.destroy(error));
  for await (const item of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    while (bad.length > 0 && bad[0]!.position <= item.info.lines) {
      const record = bad.shift()!;
      if (record.position > skip) yield record;
    }
    if (item.info.lines > skip) yield byteRow(item.info.lines, item.record);
  }
  for (const record of bad) if (record.position > skip) yield record;
}

const PARQUET_ROWS = 5000;

/** Rows of a Parquet file, nested or flat with dotted names; positions are row numbers. */
export async function* readParquet(path: string, { skip }: ReadOptions): AsyncGenerator<FileRecord> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  for (let from = skip; from < rows; from += PARQUET_ROWS) {
    const part = await parquetReadObjects({
      file,
      metadata,
      compressors,
      rowStart: from,
      rowEnd: Math.min(rows, from + PARQUET_ROWS),
    });
    for (const [i, row] of part.entries()) yield rowRecord(from + i + 1, row);
  }
}

/** The bytes of a file or of standard input, unpacked when they are gzip. */
export function openBytes(path: string, gzip: boolean, stdin: Readable | undefined): Readable {
  const raw = path === '-' && stdin !== undefined ? stdin : createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!gzip) return raw;
  const gunzip = createGunzip();
  raw.on('error', (error) => gunzip.destroy(error));
  return raw.pipe(gunzip);
}
