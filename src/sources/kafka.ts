import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import type { Log } from '../log.ts';
import { consumerOf, kafkaClient, kafkaFault, MOST_BYTES, missingTopic, type KafkaSettings } from './kafka-client.ts';
import {
  checkEnd,
  checkLast,
  gapLine,
  heldFault,
  madeAnew,
  placeOf,
  type Place,
  type Watermarks,
} from './kafka-place.ts';
import { BatchPacker, type Gap, type Sink, type Source, type SourceProgress } from './source.ts';

/** How a topic is read. */
export interface KafkaOptions {
  /** Go on after the end of the topic, and wait patiently for brokers that are away. */
  readonly follow: boolean;
  readonly log: Log;
  /** Milliseconds that a bounded read waits for partitions which another member holds; default: twice its session. */
  readonly heldPatience?: number;
}

const COMMIT_EVERY = 2000;
const LONGEST_WAIT = 30_000;
/**
 * So many fetches without a message, over so many milliseconds and with nothing in hand, mean the end: what is left are
 * transaction markers or compacted records. Both are asked for: fetches come fast while partitions are held back by a
 * full sink, and time passes without any fetch while a machine sleeps.
 */
const EMPTY_FETCHES = 8;
const EMPTY_TIME = 4000;

/** One reading of the topic, from connect to disconnect. */
class Reading {
  readonly #settings: KafkaSettings;
  readonly #options: KafkaOptions;
  readonly #sink: Sink;
  readonly #onProgress: (state: SourceProgress) => void;
  readonly #admin: Admin;
  readonly #consumer: Consumer;
  readonly #goal = new Map<number, number>();
  readonly #reached = new Map<number, number>();
  readonly #mine = new Set<number>();
  readonly #marks = new Map<number, Watermarks>();
  /** What the group committed, as of the last two seconds; empty unless the group is shared. */
  readonly #group = new Map<number, number>();
  readonly #places = new Map<number, Place>();
  readonly #gaps = new Map<number, readonly Gap[]>();
  readonly #end = Promise.withResolvers<void>();
  readonly #lag = new Map<number, number>();
  #done = 0;
  #total = 0;
  #inHand = 0;
  #emptyFetches = 0;
  #lastMessage = performance.now();

  constructor(settings: KafkaSettings, options: KafkaOptions, sink: Sink, onProgress: (state: SourceProgress) => void) {
    const client = kafkaClient(settings);
    this.#settings = settings;
    this.#options = options;
    this.#sink = sink;
    this.#onProgress = onProgress;
    this.#admin = client.admin();
    this.#consumer = consumerOf(client, settings.groupId, settings.sessionSeconds);
  }

  #stream(partition: number): string {
    return `kafka:${this.#settings.topic}/${partition}`;
  }

  #label(partition: number): string {
    return `${this.#settings.topic}/${partition}`;
  }

  async #readMarks(): Promise<void> {
    const { topic } = this.#settings;
    const topics = await this.#admin.listTopics();
    if (!topics.includes(topic)) throw missingTopic(this.#settings);
    for (const { partition, low, high } of await this.#admin.fetchTopicOffsets(topic))
      this.#marks.set(partition, { low: Number(low), high: Number(high) });
  }

  /** What all members committed: a shared group leads on from there. */
  async #readGroup(): Promise<void> {
    const { shared, groupId, topic } = this.#settings;
    if (!shared) return;
    const [known] = await this.#admin.fetchOffsets({ groupId, topics: [topic] });
    for (const { partition, offset } of known?.partitions ?? [])
      if (Number(offset) >= 0) this.#group.set(partition, Number(offset));
  }

  /** Where a partition goes on, from what is in memory: an assignment can't wait. */
  #place(partition: number): Place {
    const own = this.#sink.next(this.#stream(partition))?.position;
    const place = placeOf(own, this.#group.get(partition), this.#marks.get(partition)?.low ?? 0);
    this.#places.set(partition, place);
    this.#gaps.set(partition, place.gaps);
    this.#reached.set(partition, place.position);
    return place;
  }

  async #connect(): Promise<void> {
    await this.#admin.connect();
    await this.#readGroup();
    await this.#readMarks();
    for (const [partition, { high }] of this.#marks) {
      const { position, gaps } = this.#place(partition);
      const own = this.#sink.next(this.#stream(partition))?.position ?? 0;
      checkEnd(this.#label(partition), Math.max(own, position), high);
      for (const gap of gaps) if (gap.cause === 'retention') this.#options.log(gapLine(this.#label(partition), gap));
      if (!this.#options.follow) this.#goal.set(partition, high);
      this.#total += high - position;
    }
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [this.#settings.topic], fromBeginning: true });
    this.#listen();
  }

  #listen(): void {
    const { topic } = this.#settings;
    const { GROUP_JOIN, FETCH, CRASH, STOP } = this.#consumer.events;
    this.#consumer.on(FETCH, () => this.#fetched());
    this.#consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#mine.clear();
      this.#heard();
      for (const partition of payload.memberAssignment[topic] ?? []) {
        this.#mine.add(partition);
        const { position } = this.#place(partition);
        const again = this.#canCheckLast(partition, position) ? 1 : 0;
        this.#consumer.seek({ topic, partition, offset: String(position - again) });
      }
      this.#checkEnd();
    });
    this.#consumer.on(CRASH, ({ payload }) => this.#end.reject(payload.error));
    this.#consumer.on(STOP, () => this.#end.resolve());
  }

  /** The last message taken is fetched once more, to see that it is still the same. */
  #canCheckLast(partition: number, position: number): boolean {
    const known = this.#sink.next(this.#stream(partition));
    return (
      known !== undefined &&
      known.detail !== '' &&
      known.position === position &&
      position > (this.#marks.get(partition)?.low ?? position)
    );
  }

  #heard(): void {
    this.#emptyFetches = 0;
    this.#lastMessage = performance.now();
  }

  #fetched(): void {
    if (this.#options.follow || this.#mine.size === 0 || this.#inHand > 0) {
      this.#heard();
      return;
    }
    this.#emptyFetches++;
    if (this.#emptyFetches > EMPTY_FETCHES && performance.now() - this.#lastMessage > EMPTY_TIME) this.#end.resolve();
  }

  #checkEnd(): void {
    if (this.#options.follow) return;
    for (const [partition, goal] of this.#goal) {
      if (!this.#mine.has(partition)) continue;
      if ((this.#reached.get(partition) ?? 0) < goal) return;
    }
    this.#end.resolve();
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    this.#inHand++;
    try {
      await this.#takeBatch(payload);
    } finally {
      this.#inHand--;
      this.#heard();
    }
  }

  /** Messages that went missing between what is expected and what came: deleted by retention, or a topic made anew. */
  async #missing(partition: number, next: number, first: number, high: number): Promise<Gap[]> {
    const label = this.#label(partition);
    if (high < next) throw madeAnew(label, `ends at offset ${high}, but ${next} is expected next`);
    if (first <= next) return [];
    await this.#readMarks();
    const gap: Gap = { from: next, to: Math.min(first, this.#marks.get(partition)?.low ?? 0), cause: 'retention' };
    if (gap.to <= gap.from) return [];
    this.#options.log(gapLine(label, gap));
    return [gap];
  }

  async #takeBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition } = batch;
    const [stream, label] = [this.#stream(partition), this.#label(partition)];
    const packer = new BatchPacker();
    const known = this.#sink.next(stream);
    let next = Math.max(known?.position ?? 0, this.#places.get(partition)?.position ?? 0);
    const missing = await this.#missing(
      partition,
      next,
      Number(batch.messages[0]?.offset),
      Number(batch.highWatermark),
    );
    let gaps = [...(this.#gaps.get(partition) ?? []), ...missing];
    let timestamp = '';
    const hand = async (): Promise<void> => {
      const count = packer.count;
      if (count === 0) return;
      const taken = packer.take(stream, label, { position: next, detail: timestamp }, gaps);
      this.#gaps.delete(partition);
      gaps = [];
      await this.#sink.accept(taken);
      this.#done += count;
      payload.resolveOffset(String(next - 1));
      this.#reached.set(partition, next);
      this.#lag.set(partition, Math.max(0, Number(batch.highWatermark) - next));
      this.#report();
      await payload.heartbeat();
    };
    for (const message of batch.messages) {
      if (!payload.isRunning() || payload.isStale()) return;
      const offset = Number(message.offset);
      if (offset < next) {
        checkLast(label, known, offset, message.timestamp);
        continue;
      }
      packer.add(message.value, offset, Number(message.timestamp));
      next = offset + 1;
      ({ timestamp } = message);
      if (packer.size >= MOST_BYTES) await hand();
    }
    await hand();
    const passed = Math.max(next, Number(batch.lastOffset()) + 1);
    this.#reached.set(partition, passed);
    payload.resolveOffset(String(passed - 1));
    this.#checkEnd();
  }

  #report(): void {
    const lag = [...this.#lag.values()].reduce((sum, n) => sum + n, 0);
    this.#onProgress(this.#options.follow ? { done: this.#done, lag } : { done: this.#done, total: this.#total, lag });
  }

  /** Kafka's own committed offsets, for lag dashboards; DuckDB's are the truth. */
  async #commitOffsets(): Promise<void> {
    const offsets = [...this.#mine].flatMap((partition) => {
      const offset = this.#sink.committed(this.#stream(partition));
      return offset === undefined || offset < (this.#group.get(partition) ?? 0)
        ? []
        : [{ topic: this.#settings.topic, partition, offset: String(offset) }];
    });
    if (offsets.length > 0) await this.#consumer.commitOffsets(offsets).catch(() => undefined);
    await this.#readGroup().catch(() => undefined);
  }

  /** Partitions with messages to read that the group gave to another member, or, just after a topic was made, to nobody. */
  get heldByOthers(): readonly number[] {
    if (this.#settings.shared) return [];
    return [...this.#goal]
      .filter(([partition, goal]) => !this.#mine.has(partition) && (this.#places.get(partition)?.position ?? 0) < goal)
      .map(([partition]) => partition);
  }

  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#end.resolve();
    signal.addEventListener('abort', stop);
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.#connect();
      if (signal.aborted) return;
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) =>
          this.#take(payload).catch((error: unknown) => {
            this.#end.reject(error);
            throw error;
          }),
      });
      timer = setInterval(() => void this.#commitOffsets(), COMMIT_EVERY);
      await this.#end.promise;
      await this.#sink.drain();
      await this.#commitOffsets();
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      await Promise.allSettled([this.#consumer.disconnect(), this.#admin.disconnect()]);
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function patiently(
  settings: KafkaSettings,
  options: KafkaOptions,
  sink: Sink,
  signal: AbortSignal,
  onProgress: (state: SourceProgress) => void,
): Promise<void> {
  let wait = 500;
  const first = performance.now();
  const patience = options.heldPatience ?? 2000 * settings.sessionSeconds;
  for (;;) {
    const began = performance.now();
    try {
      const reading = new Reading(settings, options, sink, onProgress);
      await reading.run(signal);
      const held = reading.heldByOthers;
      if (signal.aborted || (!options.follow && held.length === 0)) return;
      if (!options.follow && performance.now() - first > patience) throw heldFault(settings, held);
    } catch (error) {
      const fault = kafkaFault(error, settings);
      if (signal.aborted && fault.retryable) return;
      if (!options.follow || !fault.retryable) throw fault;
      if (performance.now() - began > LONGEST_WAIT) wait = 500;
      options.log(`${fault.message} Trying again in ${Math.round(wait / 1000) || 1} s.`);
    }
    await pause(wait, signal);
    if (signal.aborted) return;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

/**
 * A Kafka topic as a source. Exactly once: positions come from the sink at every assignment, what was taken already is
 * dropped, and Kafka's own offsets are only for dashboards. Throws Fault('kafka-unreachable' | 'kafka-auth' |
 * 'kafka-topic-missing' | 'kafka-offset-gap' | 'kafka-partitions-held'); with `follow`, what may pass is waited for and said in the log.
 */
export function openKafka(settings: KafkaSettings, options: KafkaOptions): Source {
  return {
    label: settings.topic,
    run: (sink, signal, onProgress) => patiently(settings, options, sink, signal, onProgress),
  };
}
