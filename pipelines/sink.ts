import type { RawBatch, Sink, StreamPosition } from '../src/sources/source.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { jobsOf, type TextResult } from './text/job.ts';
import type { TextPool } from './text/pool.ts';

/** What a sink has done so far. */
export interface SinkTotals {
  tickets: number;
  rejects: number;
  commits: number;
  readonly unknownFields: Map<string, number>;
}

/** Bytes that may be under way between source and warehouse. */
const ROOM = 32 * 1024 * 1024;
/** Messages committed in one transaction at most. */
const COMMIT_MESSAGES = 16_384;

/** Unknown fields that are counted by name; a producer could make up new ones without end. */
const MOST_NAMES = 200;
const OTHER_NAMES = 'others';

interface Entry {
  readonly batch: RawBatch;
  readonly size: number;
  readonly results: Promise<TextResult[]>;
  /** True once `results` has settled. */
  ready: boolean;
}

/** Options of `openSink`. */
export interface SinkOptions {
  readonly warehouse: Warehouse;
  readonly pool: TextPool;
  readonly now: () => number;
}

class WarehouseSink implements Sink {
  readonly totals: SinkTotals = { tickets: 0, rejects: 0, commits: 0, unknownFields: new Map() };
  readonly #options: SinkOptions;
  readonly #accepted: Map<string, StreamPosition>;
  readonly #committed: Map<string, number>;
  readonly #queue: Entry[] = [];
  #underWay = 0;
  #nextId = 0;
  #failure: unknown;
  #committing: Promise<void> | undefined;
  #roomFreed = Promise.withResolvers<void>();

  constructor(options: SinkOptions, offsets: ReadonlyMap<string, StreamPosition>) {
    this.#options = options;
    this.#accepted = new Map(offsets);
    this.#committed = new Map([...offsets].map(([stream, { position }]) => [stream, position]));
  }

  next(stream: string): StreamPosition | undefined {
    return this.#accepted.get(stream);
  }

  streams(prefix: string): ReadonlyMap<string, StreamPosition> {
    return new Map([...this.#accepted].filter(([stream]) => stream.startsWith(prefix)));
  }

  committed(stream: string): number | undefined {
    return this.#committed.get(stream);
  }

  async accept(batch: RawBatch): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#accepted.set(batch.stream, batch.next);
    const size = batch.bytes.length;
    const jobs = jobsOf(batch, () => this.#nextId++);
    const results = Promise.all(jobs.map((job) => this.#options.pool.run(job)));
    const entry: Entry = { batch, size, results, ready: false };
    const settle = (): void => {
      entry.ready = true;
    };
    results.then(settle, settle);
    this.#queue.push(entry);
    this.#underWay += size;
    this.#committing ??= this.#commitAll();
    while (this.#underWay > ROOM && this.#failure === undefined) await this.#roomFreed.promise;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async drain(): Promise<void> {
    while (this.#committing !== undefined) await this.#committing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #commitAll(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#commitHead();
    } catch (error) {
      this.#failure = error;
      this.#queue.length = 0;
    } finally {
      this.#committing = undefined;
      this.#free();
    }
  }

  #free(): void {
    this.#roomFreed.resolve();
    this.#roomFreed = Promise.withResolvers<void>();
  }

  /** Commits the oldest batch together with those behind it whose text work is done. */
  async #commitHead(): Promise<void> {
    const entries: Entry[] = [];
    const results: TextResult[] = [];
    let messages = 0;
    for (let head = this.#queue[0]; head !== undefined && messages < COMMIT_MESSAGES; head = this.#queue[0]) {
      if (entries.length > 0 && !head.ready) break;
      results.push(...(await head.results));
      messages += head.batch.positions.length;
      entries.push(head);
      this.#queue.shift();
    }
    await this.#options.warehouse.commit({
      packed: results.map(({ packed }) => packed),
      offsets: lastOfEach(entries),
      gaps: entries.flatMap(({ batch: { stream, label, gaps = [] } }) =>
        gaps.map((gap) => ({ stream, label, ...gap })),
      ),
      taggerVersion: this.#options.pool.taggerVersion,
      now: this.#options.now(),
    });
    this.#count(entries, results);
  }

  #count(entries: readonly Entry[], results: readonly TextResult[]): void {
    for (const { batch, size } of entries) {
      this.#committed.set(batch.stream, batch.next.position);
      this.#underWay -= size;
    }
    this.#free();
    this.totals.commits++;
    for (const { tickets, rejects, unknownFields } of results) {
      this.totals.tickets += tickets;
      this.totals.rejects += rejects;
      for (const [name, times] of unknownFields) countName(this.totals.unknownFields, name, times);
    }
  }
}

function countName(names: Map<string, number>, name: string, times: number): void {
  const counted = names.has(name) || names.size < MOST_NAMES ? name : OTHER_NAMES;
  names.set(counted, (names.get(counted) ?? 0) + times);
}

function lastOfEach(entries: readonly Entry[]): { stream: string; label: string; position: number; detail: string }[] {
  const last = new Map(entries.map(({ batch }) => [batch.stream, batch]));
  return [...last.values()].map(({ stream, label, next }) => ({ stream, label, ...next }));
}

/** A sink of the pipelines, with what it has counted. */
export interface CountingSink extends Sink {
  readonly totals: SinkTotals;
}

/**
 * The sink between sources and warehouse: text work on the pool's threads, commits in the order of acceptance, one
 * transaction for facts, tags, rejects and positions. After a failure every call rejects with it.
 */
export async function openSink(options: SinkOptions): Promise<CountingSink> {
  return new WarehouseSink(options, await options.warehouse.offsets());
}
