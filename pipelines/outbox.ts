import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../src/config.ts';
import { faultLine, type Fault } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import { RejectedTopic } from '../src/sources/rejected-topic.ts';
import type { Row } from '../src/warehouse/rows.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { openSink, type CountingSink, type SinkOptions } from './sink.ts';

/** Milliseconds between two looks for what is to be told. */
const EVERY = 1000;
/** Rejects told in one transaction at most. */
const MOST = 5000;
/** Milliseconds that the end of a run may take to tell what is left. */
const LAST_TRIES = 5000;
/** So many failures in a row are more than another member that opened the topic. */
const MANY_FAILURES = 5;

/** Marks as the parameter of a statement. */
function asRows(marks: ReadonlyMap<string, number>): string {
  return JSON.stringify([...marks].map(([stream, position]) => ({ stream, position })));
}

/**
 * Tells refused messages to Kafka after their commit, beside the way that tickets take. The warehouse is the truth; what is
 * beyond the marks has not been told. Nothing of it holds up taking tickets, and nothing connects while nothing was refused.
 */
class Outbox {
  readonly #warehouse: Warehouse;
  readonly #sink: CountingSink;
  readonly #topic: RejectedTopic;
  readonly #prefix: string;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  /** By stream: up to where everything refused has been told. */
  #marks: Map<string, number> | undefined;
  #settled: ReadonlyMap<string, number> = new Map();
  #rejectsSeen = -1;
  #batchSeen = 0;
  #isOff = false;
  #failures = 0;
  #said = '';
  #passing: Promise<boolean> | undefined;

  constructor({ kafka }: Config, warehouse: Warehouse, sink: CountingSink, log: Log) {
    this.#warehouse = warehouse;
    this.#sink = sink;
    this.#topic = new RejectedTopic(kafka);
    this.#prefix = `kafka:${kafka.topic}/`;
    this.#log = log;
    this.#timer = setInterval(() => void this.pass(), EVERY);
    this.#timer.unref();
  }

  /** The position of a stream before which everything is committed and everything refused is told. */
  settled(stream: string): number | undefined {
    const held = this.#isOff || !stream.startsWith(this.#prefix);
    return held ? this.#sink.committed(stream) : this.#settled.get(stream);
  }

  /** Tells what is to be told; true when nothing is left of what was committed before the call. */
  async pass(): Promise<boolean> {
    if (this.#passing !== undefined) return this.#passing;
    this.#passing = this.#pass().catch((error: unknown) => this.#failed(error as Fault));
    const done = await this.#passing;
    this.#passing = undefined;
    return done;
  }

  async #pass(): Promise<boolean> {
    if (this.#isOff) return true;
    const committed = new Map(
      [...this.#sink.streams(this.#prefix).keys()].map((stream) => [stream, this.#sink.committed(stream) ?? 0]),
    );
    const { rejects } = this.#sink.totals;
    if (rejects !== this.#rejectsSeen) {
      for (let found = await this.#untold(); found.length > 0; found = await this.#untold()) await this.#tell(found);
      this.#rejectsSeen = rejects;
    }
    this.#settled = committed;
    return true;
  }

  async #untold(): Promise<readonly Row[]> {
    this.#marks ??= new Map(
      (await this.#warehouse.rows('warehouse/told-marks')).map((row) => [
        row['stream'] as string,
        row['position'] as number,
      ]),
    );
    const found = { rows: asRows(this.#marks), after: this.#batchSeen, prefix: this.#prefix, most: MOST };
    return this.#warehouse.rows('warehouse/untold-rejects', found);
  }

  /** Tells rows that may be untold; when the topic was not open, only those beyond what Kafka says was told. */
  async #tell(found: readonly Row[]): Promise<void> {
    const marks = this.#marks ?? new Map<string, number>();
    const partitionOf = (stream: string): number => Number(stream.slice(this.#prefix.length));
    if (!this.#topic.isOpen)
      for (const [partition, position] of await this.#topic.open()) {
        const stream = `${this.#prefix}${partition}`;
        marks.set(stream, Math.max(position, marks.get(stream) ?? 0));
      }
    const fresh = found.filter((row) => (row['position'] as number) >= (marks.get(row['stream'] as string) ?? 0));
    const upTo = new Map(fresh.map((row) => [row['stream'] as string, (row['position'] as number) + 1]));
    if (fresh.length > 0)
      await this.#topic.tell(
        fresh.map((row) => ({
          partition: partitionOf(row['stream'] as string),
          offset: row['position'] as number,
          code: row['code'] as string,
          detail: row['detail'] as string,
          rejectedAt: row['rejected_at'] as number,
        })),
        new Map([...upTo].map(([stream, position]) => [partitionOf(stream), position])),
      );
    for (const [stream, position] of upTo) marks.set(stream, position);
    await this.#remember(marks);
    if (found.length < MOST) this.#batchSeen = Math.max(...found.map((row) => row['batch'] as number));
    this.#failures = 0;
    this.#said = '';
  }

  async #remember(marks: ReadonlyMap<string, number>): Promise<void> {
    const rows = asRows(marks);
    await this.#warehouse.write(
      ['warehouse/forget-told-marks', 'warehouse/write-told-marks'].map((name) => ({ name, parameters: { rows } })),
    );
  }

  #failed(fault: Fault): boolean {
    this.#marks = undefined;
    this.#batchSeen = 0;
    if (fault.code === 'kafka-topic-missing' || fault.code === 'kafka-auth') this.#isOff = true;
    this.#failures++;
    const isQuiet = fault.code === 'kafka-protocol' && this.#failures < MANY_FAILURES;
    const line = `Refused messages stay in the warehouse only: ${faultLine(fault)}`;
    if (isQuiet || line === this.#said) return false;
    this.#log(line);
    this.#said = line;
    return false;
  }

  /** Tells what is left at the end of a run, patiently but not for ever: what stays is told by the next run. */
  async flush(): Promise<void> {
    const stop = new AbortController();
    const late = sleep(LAST_TRIES, true, { signal: stop.signal }).catch(() => true);
    const tell = async (): Promise<void> => {
      await this.#passing;
      while (!stop.signal.aborted && !(await this.pass())) await sleep(EVERY * Math.random());
    };
    await Promise.race([tell(), late]);
    stop.abort();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.race([this.#passing, sleep(EVERY)]);
    this.#isOff = true;
    await this.#topic.close();
  }
}

/** A sink whose refused messages are told to Kafka, and what ends that. */
export interface ToldSink {
  readonly sink: CountingSink;
  close(): Promise<void>;
}

/**
 * The sink of the pipelines; with brokers and a topic of rejects in the settings, refused Kafka messages are told there
 * after their commit, and what the source commits to Kafka waits for it: everything below is stored and told.
 */
export async function openToldSink(options: SinkOptions, config: Config, log: Log): Promise<ToldSink> {
  const sink = await openSink(options);
  const { brokers, rejectedTopic } = config.kafka;
  if (brokers.length === 0 || rejectedTopic === '') return { sink, close: () => Promise.resolve() };
  const outbox = new Outbox(config, options.warehouse, sink, log);
  return {
    sink: {
      totals: sink.totals,
      next: (stream) => sink.next(stream),
      streams: (prefix) => sink.streams(prefix),
      accept: (batch) => sink.accept(batch),
      committed: (stream) => outbox.settled(stream),
      drain: async () => {
        await sink.drain();
        await outbox.flush();
      },
    },
    close: () => outbox.close(),
  };
}
