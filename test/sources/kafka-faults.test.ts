import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { describe, expect, inject, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { KafkaSettings } from '../../src/sources/kafka-client.ts';
import { openKafka, type KafkaOptions } from '../../src/sources/kafka.ts';
import { startBroker } from '../support/kafka.ts';
import { deleteBefore, makeTopic, quietKafka, sendAll, withAdmin } from '../support/topic.ts';
import { MemorySink } from './memory-sink.ts';

const brokers = inject('brokers');
const kafka = quietKafka(brokers);
let number = 0;
const newName = (): string => `fault-${process.pid}-${Date.now()}-${number++}`;

const settings = (topic: string, more: Partial<KafkaSettings> = {}): KafkaSettings => ({
  ...loadConfig({ environment: {} }).kafka,
  brokers: [brokers],
  topic,
  groupId: `g-${topic}`,
  ...more,
});

interface Read {
  readonly said: string[];
  readonly done: Promise<void>;
  stop(): void;
}

function start(
  topic: string,
  sink: MemorySink,
  options: Partial<KafkaOptions> = {},
  more: Partial<KafkaSettings> = {},
): Read {
  const said: string[] = [];
  const controller = new AbortController();
  const source = openKafka(settings(topic, more), { follow: false, log: (line) => said.push(line), ...options });
  return {
    said,
    done: source.run(sink, controller.signal, () => undefined),
    stop: () => {
      controller.abort();
    },
  };
}

async function until(holds: () => boolean, seconds = 40): Promise<void> {
  for (let i = 0; i < seconds * 20 && !holds(); i++) await sleep(50);
  expect(holds()).toBe(true);
}

const texts = (sink: MemorySink): (string | null)[] => sink.messages().map(({ text }) => text);
const values = (from: number, to: number): { value: string; partition: number }[] =>
  Array.from({ length: to - from }, (_, i) => ({ value: `m${from + i}`, partition: 0 }));

async function remake(client: Kafka, topic: string): Promise<void> {
  await withAdmin(client, (admin) => admin.deleteTopics({ topics: [topic] }));
  for (let there = true; there; await sleep(100))
    there = await withAdmin(client, async (admin) => (await admin.listTopics()).includes(topic));
  await makeTopic(client, topic);
}

test('a broker killed while it is read, and away for a while, costs nothing and doubles nothing', async () => {
  const broker = await startBroker();
  try {
    const [topic, client] = [newName(), quietKafka(broker.address)];
    await makeTopic(client, topic);
    for (let i = 0; i < 10; i++) await sendAll(client, topic, values(i * 1000, i * 1000 + 1000));
    class SlowSink extends MemorySink {
      override async accept(...args: Parameters<MemorySink['accept']>): Promise<void> {
        await super.accept(...args);
        await sleep(300);
      }
    }
    const sink = new SlowSink();
    const read = start(topic, sink, { follow: true }, { brokers: [broker.address], sessionSeconds: 3 });
    await until(() => sink.batches.length > 0);
    await broker.stop('SIGKILL');
    await until(() => read.said.some((line) => /does not answer.*Trying again/.test(line)));
    await sleep(2000);
    await broker.start();
    await sendAll(client, topic, values(10_000, 10_500));
    await until(() => sink.messages().length >= 10_500);
    read.stop();
    await read.done;
    expect(sink.messages().map(({ position }) => position)).toEqual(Array.from({ length: 10_500 }, (_, i) => i));
  } finally {
    await broker.remove();
  }
});

describe('partitions that another member of the group holds', () => {
  const holding = async (topic: string, work: () => Promise<void>): Promise<void> => {
    const other = kafka.consumer({ groupId: `g-${topic}`, heartbeatInterval: 300 });
    await other.connect();
    await other.subscribe({ topics: [topic] });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    await other.run({ autoCommit: false, eachMessage: () => Promise.resolve() });
    await joined;
    try {
      await work();
    } finally {
      await other.disconnect();
    }
  };
  const filled = async (): Promise<string> => {
    const topic = newName();
    await makeTopic(kafka, topic, 2);
    await sendAll(kafka, topic, [
      { value: 'zero', partition: 0 },
      { value: 'one', partition: 1 },
    ]);
    return topic;
  };

  test('are a fault that names them, after what could be read was read', async () => {
    const topic = await filled();
    await holding(topic, async () => {
      const sink = new MemorySink();
      const read = start(topic, sink, { heldPatience: 500 });
      await expect(read.done).rejects.toMatchObject({
        code: 'kafka-partitions-held',
        message: expect.stringMatching(`${topic}/[01];`) as string,
      });
      expect(texts(sink)).toHaveLength(1);
    });
  });

  test('are their holder’s business when the group is shared', async () => {
    const topic = await filled();
    await holding(topic, async () => {
      const sink = new MemorySink();
      await start(topic, sink, {}, { shared: true }).done;
      expect(texts(sink)).toHaveLength(1);
    });
  });
});

test('a member of a shared group begins where the group stands, and knows what it passed over', async () => {
  const topic = newName();
  await makeTopic(kafka, topic);
  await sendAll(kafka, topic, values(0, 5));
  const first = new MemorySink();
  await start(topic, first, {}, { shared: true }).done;
  await sendAll(kafka, topic, values(5, 8));
  const second = new MemorySink();
  await start(topic, second, {}, { shared: true }).done;
  expect(texts(first)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
  expect(texts(second)).toEqual(['m5', 'm6', 'm7']);
  expect(second.batches[0]?.gaps).toEqual([{ from: 0, to: 5, cause: 'group' }]);
  await sendAll(kafka, topic, values(8, 9));
  await start(topic, first, {}, { shared: true }).done;
  expect(texts(first).slice(5)).toEqual(['m8']);
  expect(first.batches.at(-1)?.gaps).toEqual([{ from: 5, to: 8, cause: 'group' }]);
});

/** A topic of five messages, and a sink that has taken them. */
async function fiveTaken(): Promise<{ topic: string; sink: MemorySink }> {
  const topic = newName();
  await makeTopic(kafka, topic);
  await sendAll(kafka, topic, values(0, 5));
  const sink = new MemorySink();
  await start(topic, sink).done;
  return { topic, sink };
}

describe('a topic that was made anew', () => {
  test('and is shorter stops the read', async () => {
    const { topic, sink } = await fiveTaken();
    await remake(kafka, topic);
    await sendAll(kafka, topic, values(100, 102));
    await expect(start(topic, sink).done).rejects.toMatchObject({ code: 'kafka-offset-gap' });
    expect(texts(sink)).toHaveLength(5);
  });

  test('and has grown beyond the old one stops the read', async () => {
    const { topic, sink } = await fiveTaken();
    await remake(kafka, topic);
    await sendAll(kafka, topic, values(100, 120));
    await expect(start(topic, sink).done).rejects.toMatchObject({
      code: 'kafka-offset-gap',
      message: expect.stringContaining('another message at offset 4') as string,
    });
    expect(texts(sink)).toHaveLength(5);
  });

  test('while it is followed stops the read', async () => {
    const topic = newName();
    await makeTopic(kafka, topic);
    await sendAll(kafka, topic, values(0, 5));
    const sink = new MemorySink();
    const read = start(topic, sink, { follow: true });
    const failed = read.done.catch((error: unknown) => error);
    await until(() => sink.messages().length === 5);
    await remake(kafka, topic);
    await sendAll(kafka, topic, values(100, 102));
    expect(await failed).toMatchObject({ code: 'kafka-offset-gap' });
    expect(texts(sink)).toHaveLength(5);
  });
});

test('retention that overtakes a reader in the middle of its work is a gap that is said and handed on', async () => {
  const topic = newName();
  await makeTopic(kafka, topic);
  await sendAll(kafka, topic, values(0, 4));
  const free = Promise.withResolvers<void>();
  class HeldSink extends MemorySink {
    override async accept(...args: Parameters<MemorySink['accept']>): Promise<void> {
      await super.accept(...args);
      await free.promise;
    }
  }
  const sink = new HeldSink();
  const read = start(topic, sink, { follow: true });
  await until(() => sink.batches.length === 1);
  await sendAll(kafka, topic, values(4, 20));
  await deleteBefore(kafka, topic, 0, 15);
  free.resolve();
  await until(() => sink.messages().length === 9);
  read.stop();
  await read.done;
  expect(texts(sink)).toEqual([0, 1, 2, 3, 15, 16, 17, 18, 19].map((i) => `m${i}`));
  expect(sink.batches.flatMap(({ gaps = [] }) => gaps)).toEqual([{ from: 4, to: 15, cause: 'retention' }]);
  expect(read.said.join()).toContain('11 messages (offsets 4 to 14) were deleted by retention');
});

test('a compacted topic is read to its end: what compaction removed is no gap', async () => {
  const topic = newName();
  const config = { 'cleanup.policy': 'compact', 'segment.ms': '200', 'min.cleanable.dirty.ratio': '0.01' };
  await makeTopic(kafka, topic, 1, config);
  const early = new MemorySink();
  for (let round = 0; round < 4; round++) {
    await sendAll(
      kafka,
      topic,
      Array.from({ length: 50 }, (_, i) => ({ key: `k${i}`, value: `${round}/${i}` })),
    );
    if (round === 0) await start(topic, early).done;
    await sleep(300);
  }
  let sink = new MemorySink();
  for (let tries = 0; tries < 40; tries++) {
    sink = new MemorySink();
    await start(topic, sink).done;
    if (texts(sink).length <= 100) break;
    await sendAll(kafka, topic, [{ key: 'roll', value: 'the segment' }]);
    await sleep(200);
  }
  expect(texts(sink).length).toBeLessThanOrEqual(100);
  expect(texts(sink)).toEqual(expect.arrayContaining(Array.from({ length: 50 }, (_, i) => `3/${i}`)));
  const later = start(topic, early);
  await later.done;
  expect(texts(early)).toEqual(expect.arrayContaining(Array.from({ length: 50 }, (_, i) => `3/${i}`)));
  expect([...sink.batches, ...early.batches].flatMap(({ gaps = [] }) => gaps)).toEqual([]);
  expect(later.said).toEqual([]);
});

describe('transactions of producers', () => {
  test('that were aborted are never taken, and their markers are no gap', async () => {
    const topic = newName();
    await makeTopic(kafka, topic);
    const options = { transactionalId: `tx-${topic}`, maxInFlightRequests: 1, idempotent: true };
    const producer = kafka.producer(options);
    await producer.connect();
    for (const [i, word] of ['kept', 'dropped', 'kept', 'dropped'].entries()) {
      const transaction = await producer.transaction();
      for (let part = 0; part < 6; part++)
        await transaction.send({ topic, messages: [{ value: `${word} ${i}/${part} ${'x'.repeat(900_000)}` }] });
      await (word === 'kept' ? transaction.commit() : transaction.abort());
    }
    await producer.disconnect();
    const sink = new MemorySink();
    const read = start(topic, sink);
    await read.done;
    const begun = texts(sink).map((text) => text?.slice(0, text.indexOf(' x')));
    expect(begun).toEqual([0, 2].flatMap((i) => Array.from({ length: 6 }, (_, part) => `kept ${i}/${part}`)));
    await sendAll(kafka, topic, [{ value: 'after' }]);
    await start(topic, sink).done;
    expect(texts(sink).at(-1)).toBe('after');
    expect(sink.batches.flatMap(({ gaps = [] }) => gaps)).toEqual([]);
    expect(read.said).toEqual([]);
  });

  test('that are open hold a bounded read up no longer than seconds; committed later, they are taken', async () => {
    const topic = newName();
    await makeTopic(kafka, topic);
    const producer = kafka.producer({ transactionalId: `tx-${topic}`, maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    await sendAll(kafka, topic, [{ value: 'before' }]);
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ value: 'open' }] });
    const sink = new MemorySink();
    await start(topic, sink).done;
    expect(texts(sink)).toEqual(['before']);
    await transaction.commit();
    await producer.disconnect();
    await start(topic, sink).done;
    expect(texts(sink)).toEqual(['before', 'open']);
  });
});
