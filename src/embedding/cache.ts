import { hash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Vectors by the content of their text, in one file. */
export interface VectorCache {
  /** Vectors of those texts that it holds. */
  find(texts: readonly string[]): Map<string, Float32Array>;
  /** Keeps vectors, all of one length; a cache of another length (the model changed) begins anew. */
  put(entries: readonly (readonly [text: string, vector: Float32Array])[]): void;
}

/** Bytes of a key (half of a SHA-256), and of the head, which is the length of the vectors. */
const KEY = 16;
const HEAD = 4;
const CHUNK = 1000;
/** Vectors from which on only the newest half are kept when the cache is opened: 200 MB of 1,024 numbers each. */
const MOST = 100_000;

function keyOf(text: string): string {
  return hash('sha256', text).slice(0, 2 * KEY);
}

class FileCache implements VectorCache {
  readonly #path: string;
  readonly #places = new Map<string, number>();
  #length = 0;
  #end = HEAD;

  constructor(path: string, most: number) {
    this.#path = path;
    if (existsSync(path)) this.#open(most);
  }

  get #record(): number {
    return KEY + 4 * this.#length;
  }

  #open(most: number): void {
    this.#reading((file) => {
      const size = fstatSync(file).size;
      if (size <= HEAD) return;
      const head = Buffer.alloc(HEAD);
      readSync(file, head, 0, HEAD, 0);
      this.#length = head.readUInt32LE(0);
      const records = Math.floor((size - HEAD) / this.#record);
      this.#end = HEAD + records * this.#record;
      if (this.#end < size) truncateSync(this.#path, this.#end);
      if (records > most) this.#halve(file, head, records);
    });
    this.#reading((file) => this.#index(file));
  }

  #reading(work: (file: number) => void): void {
    const file = openSync(this.#path, 'r');
    try {
      work(file);
    } finally {
      closeSync(file);
    }
  }

  #chunks(file: number, from: number, work: (bytes: Buffer, at: number) => void): void {
    const bytes = Buffer.alloc(CHUNK * this.#record);
    for (let at = from; at < this.#end; at += bytes.length) {
      const read = readSync(file, bytes, 0, Math.min(bytes.length, this.#end - at), at);
      work(bytes.subarray(0, read), at);
    }
  }

  #halve(file: number, head: Buffer, records: number): void {
    const kept = Math.ceil(records / 2);
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, head, { mode: 0o600 });
    this.#chunks(file, this.#end - kept * this.#record, (bytes) => appendFileSync(temporary, bytes));
    renameSync(temporary, this.#path);
    this.#end = HEAD + kept * this.#record;
  }

  #index(file: number): void {
    this.#chunks(file, HEAD, (bytes, at) => {
      for (let i = 0; i < bytes.length; i += this.#record)
        this.#places.set(bytes.toString('hex', i, i + KEY), at + i + KEY);
    });
  }

  find(texts: readonly string[]): Map<string, Float32Array> {
    const found = new Map<string, Float32Array>();
    if (this.#places.size === 0) return found;
    this.#reading((file) => {
      for (const text of texts) {
        const place = this.#places.get(keyOf(text));
        if (place === undefined || found.has(text)) continue;
        const vector = new Float32Array(this.#length);
        readSync(file, new Uint8Array(vector.buffer), 0, vector.byteLength, place);
        found.set(text, vector);
      }
    });
    return found;
  }

  put(entries: readonly (readonly [text: string, vector: Float32Array])[]): void {
    const length = entries[0]?.[1].length;
    if (length === undefined) return;
    if (length !== this.#length) this.#begin(length);
    const records = entries.flatMap(([text, vector]) => {
      const key = keyOf(text);
      this.#places.set(key, this.#end + KEY);
      this.#end += this.#record;
      return [Buffer.from(key, 'hex'), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)];
    });
    appendFileSync(this.#path, Buffer.concat(records));
  }

  #begin(length: number): void {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(length);
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    writeFileSync(this.#path, head, { mode: 0o600 });
    this.#places.clear();
    this.#length = length;
    this.#end = HEAD;
  }
}

/**
 * Opens a cache file, or begins one. A record that a crash cut short is dropped; of more than `most` vectors the newest half
 * is kept.
 */
export function openVectorCache(path: string, most: number = MOST): VectorCache {
  return new FileCache(path, most);
}
