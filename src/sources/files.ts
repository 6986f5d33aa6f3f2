import { createHash } from 'node:crypto';
import { closeSync, existsSync, globSync, openSync, readSync, statSync } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { Fault } from '../errors.ts';
import type { Log } from '../log.ts';
import { openBytes, readCsv, readLines, readParquet, type FileRecord, type ReadOptions } from './records.ts';
import { BatchPacker, type Sink, type Source, type SourceProgress } from './source.ts';

/** How files are read. */
export interface FileOptions {
  readonly stdin?: Readable;
  readonly maxMessageBytes: number;
  readonly log: Log;
}

type Format = 'ndjson' | 'csv' | 'parquet';

interface InputFile {
  readonly path: string;
  readonly format: Format;
  readonly gzip: boolean;
  readonly size: number;
  readonly modified: number;
  readonly stream: string;
  /** Records taken before. */
  readonly taken: number;
  /** Bytes of the head that the stream's name is made of. */
  readonly head: number;
}

const BATCH_RECORDS = 2048;
const BATCH_BYTES = 4 * 1024 * 1024;
/** Bytes by whose digest a file is known again under any name; shorter files are known by what they had at first. */
const HEAD = 4096;

function expand(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    if (pattern === '-' || existsSync(pattern)) return [pattern];
    const found = /[*?[\]{}]/.test(pattern) ? globSync(pattern).toSorted() : [];
    if (found.length > 0) return found;
    throw new Fault('file-not-found', `There is no file ${pattern}.`, {
      next: 'Check the path; patterns such as tickets/*.ndjson.gz are allowed.',
    });
  });
}

function formatOf(path: string): { format: Format; gzip: boolean } {
  const gzip = path.endsWith('.gz');
  const name = gzip ? path.slice(0, -3) : path;
  if (name.endsWith('.csv')) return { format: 'csv', gzip };
  if (name.endsWith('.parquet')) return { format: 'parquet', gzip: false };
  return { format: 'ndjson', gzip };
}

function readHead(path: string, bytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

interface Known {
  readonly stream: string;
  readonly taken: number;
  readonly head: number;
}

/** The stream that a file's beginning belongs to, when it was taken before: the longest head that agrees. */
function recognise(head: Buffer, sink: Sink): Known | undefined {
  const known = [...sink.streams('file:')]
    .map(([stream, { position, detail }]) => ({
      stream,
      taken: position,
      head: (JSON.parse(detail) as { head: number }).head,
    }))
    .filter((k) => k.head <= head.length && k.stream === `file:${k.head}:${digest(head.subarray(0, k.head))}`);
  return known.toSorted((a, b) => b.head - a.head)[0];
}

function inspect(path: string, sink: Sink): InputFile {
  if (path === '-')
    return {
      path,
      format: 'ndjson',
      gzip: false,
      size: 0,
      modified: Date.now(),
      stream: `stdin:${Date.now()}`,
      taken: 0,
      head: 0,
    };
  try {
    const about = statSync(path);
    if (about.isDirectory())
      throw new Fault('bad-input-file', `${path} is a folder.`, { next: `Name files, for example ${path}/*.ndjson.` });
    const head = readHead(path, HEAD);
    const known = recognise(head, sink);
    const fresh: Known = { stream: `file:${head.length}:${digest(head)}`, taken: 0, head: head.length };
    const { stream, taken, head: length } = known ?? fresh;
    return { path, ...formatOf(path), size: about.size, modified: about.mtimeMs, stream, taken, head: length };
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault(
      'bad-input-file',
      `${path} can’t be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
      {
        cause,
        next: 'Check its permissions.',
      },
    );
  }
}

function records(file: InputFile, options: FileOptions, signal: AbortSignal): AsyncGenerator<FileRecord> {
  const read: ReadOptions = { skip: file.taken, maxRecordBytes: options.maxMessageBytes };
  if (file.format === 'parquet') return readParquet(file.path, read);
  const bytes = addAbortSignal(signal, openBytes(file.path, file.gzip, options.stdin));
  return file.format === 'csv' ? readCsv(bytes, read) : readLines(bytes, read);
}

async function takeFile(
  file: InputFile,
  options: FileOptions,
  sink: Sink,
  signal: AbortSignal,
  onRecord: (position: number) => void,
): Promise<void> {
  const packer = new BatchPacker();
  const detail = JSON.stringify({ head: file.head, path: file.path });
  let last = file.taken;
  const hand = async (): Promise<void> => {
    if (packer.count > 0) await sink.accept(packer.take(file.stream, file.path, { position: last, detail }));
  };
  try {
    for await (const { position, bytes, error } of records(file, options, signal)) {
      if (signal.aborted) break;
      packer.add(bytes, position, file.modified, error);
      last = position;
      onRecord(position);
      if (packer.count >= BATCH_RECORDS || packer.size >= BATCH_BYTES) await hand();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await hand();
}

function unreadable(file: InputFile, cause: unknown): unknown {
  if (cause instanceof Fault) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? (cause as Error).name;
  if (code === 'ABORT_ERR') return cause;
  return new Fault(
    'bad-input-file',
    `${file.path} can’t be read as ${file.gzip ? 'gzipped ' : ''}${file.format} (${code}).`,
    {
      cause,
      next: 'What was read before is kept. Check that the file is whole and its name ends in .ndjson, .csv, .parquet or .gz.',
    },
  );
}

function parsed(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new Fault('bad-input-file', `${where}: not JSON`, { cause, next: 'Correct that line.' });
  }
}

/**
 * Rows of a small table in a file, CSV, NDJSON or Parquet by its name, empty cells left out; positions are lines or rows.
 * Throws Fault('file-not-found' | 'bad-input-file') naming the line.
 */
export async function* readTable(path: string): AsyncGenerator<{ position: number; value: unknown }> {
  const [found] = expand([path]);
  const { format, gzip } = formatOf(found!);
  const file: InputFile = { path, format, gzip, size: 0, modified: 0, stream: '', taken: 0, head: 0 };
  try {
    const options: FileOptions = { maxMessageBytes: HEAD, log: () => undefined };
    for await (const { position, bytes, error } of records(file, options, new AbortController().signal)) {
      if (error !== undefined)
        throw new Fault('bad-input-file', `${path}:${position}: ${error.detail}`, { next: 'Correct that line.' });
      yield { position, value: parsed(bytes, `${path}:${position}`) };
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/**
 * Files as a source: NDJSON, CSV and Parquet by their names, the first two also gzipped; globs; `-` for standard input.
 * A file is known again by its beginning, under any name: taken twice it changes nothing, grown it continues where it
 * stopped. Throws Fault('file-not-found' | 'bad-input-file').
 */
export function openFiles(patterns: readonly string[], options: FileOptions): Source {
  const paths = expand(patterns);
  return {
    label: paths.length === 1 ? (paths[0] === '-' ? 'standard input' : paths[0]!) : `${paths.length} files`,
    async run(sink: Sink, signal: AbortSignal, onProgress: (state: SourceProgress) => void): Promise<void> {
      let done = 0;
      for (const [i, path] of paths.entries()) {
        if (signal.aborted) break;
        const file = inspect(path, sink);
        const note = paths.length > 1 ? `file ${i + 1} of ${paths.length}` : '';
        try {
          await takeFile(file, options, sink, signal, () => {
            done++;
            if (done % 512 === 0) onProgress(note === '' ? { done } : { done, note });
          });
        } catch (cause) {
          throw unreadable(file, cause);
        }
      }
      await sink.drain();
    },
  };
}
