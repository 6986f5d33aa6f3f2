import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Kafka } from 'kafkajs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import '../../src/sources/kafka-client.ts';
import { openKafka } from '../../src/sources/kafka.ts';
import type { KafkaSettings } from '../../src/sources/kafka-client.ts';
import { MemorySink } from './memory-sink.ts';

const brokers = inject('brokers').split(',');
const { CompressionTypes } = kafkajs;
let kafka: Kafka;
let number = 0;

const settings = (topic: string, more: Partial<KafkaSettings> = {}): KafkaSettings => ({
  ...loadConfig({ environment: {} }).kafka,
  brokers,
  topic,
  groupId: `g-${topic}`,
  ...more,
});

async function newTopic(partitions = 1): Promise<string> {
  const topic = `t-${process.pid}-${Date.now()}-${number++}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
  await admin.disconnect();
  return topic;
}

async function send(
  topic: string,
  values: readonly (string | null)[],
  compression = CompressionTypes.None,
): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, compression, messages: values.map((value) => ({ value })) });
  await producer.disconnect();
}

const read = (topic: string, sink: MemorySink, more: Partial<KafkaSettings> = {}): Promise<void> =>
  openKafka(settings(topic, more), { follow: false, log: () => undefined }).run(
    sink,
    new AbortController().signal,
    () => undefined,
  );

beforeAll(() => {
  kafka = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING });
});

describe('a topic', () => {
  test.each([
    ['none', CompressionTypes.None],
    ['gzip', CompressionTypes.GZIP],
    ['snappy', CompressionTypes.Snappy],
    ['lz4', CompressionTypes.LZ4],
    ['zstd', CompressionTypes.ZSTD],
  ])('compressed with %s is read to its end, tombstones as such', async (_, compression) => {
    const topic = await newTopic();
    await send(topic, ['one', null, 'x'.repeat(3000)], compression);
    const sink = new MemorySink();
    await read(topic, sink);
    expect(sink.messages()).toEqual([
      { position: 0, text: 'one' },
      { position: 1, text: null },
      { position: 2, text: 'x'.repeat(3000) },
    ]);
  });

  test('read again continues where the sink stands, whatever Kafka remembers', async () => {
    const topic = await newTopic(3);
    await send(topic, ['a', 'b', 'c', 'd', 'e', 'f']);
    const sink = new MemorySink();
    await read(topic, sink);
    await send(topic, ['g', 'h']);
    await read(topic, sink);
    expect(
      sink
        .messages()
        .map(({ text }) => text)
        .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  test('is read to its end by a sink that takes seconds, while other partitions have nothing', async () => {
    const topic = await newTopic(3);
    const producer = kafka.producer();
    await producer.connect();
    for (let i = 0; i < 8; i++)
      await producer.send({ topic, messages: [{ partition: 0, value: `${i}${'x'.repeat(900_000)}` }] });
    await producer.disconnect();
    class SlowSink extends MemorySink {
      override async accept(...args: Parameters<MemorySink['accept']>): Promise<void> {
        await sleep(this.batches.length === 0 ? 6000 : 0);
        await super.accept(...args);
      }
    }
    const sink = new SlowSink();
    await read(topic, sink);
    expect(sink.messages().map(({ text }) => text?.[0])).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  }, 30_000);

  test('that ends before what the sink expects was made anew: it stops and says so', async () => {
    const topic = await newTopic();
    await send(topic, ['a']);
    const sink = new MemorySink(new Map([[`kafka:${topic}/0`, { position: 9, detail: '' }]]));
    await expect(read(topic, sink)).rejects.toMatchObject({ code: 'kafka-offset-gap' });
    expect(sink.batches).toEqual([]);
  });

  test('whose beginning was deleted before it was read is read from where it begins, and the gap is said', async () => {
    const topic = await newTopic();
    await send(topic, ['a', 'b', 'c', 'd']);
    const admin = kafka.admin();
    await admin.connect();
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] });
    await admin.disconnect();
    const said: string[] = [];
    const sink = new MemorySink(new Map([[`kafka:${topic}/0`, { position: 1, detail: '' }]]));
    await openKafka(settings(topic), { follow: false, log: (line) => said.push(line) }).run(
      sink,
      new AbortController().signal,
      () => undefined,
    );
    expect(sink.messages()).toEqual([{ position: 3, text: 'd' }]);
    expect(said.join()).toContain('2 messages (offsets 1 to 2) were deleted by retention');
  });

  test('that is followed delivers what comes later, until it is stopped', async () => {
    const topic = await newTopic();
    const stop = new AbortController();
    const sink = new MemorySink();
    const following = openKafka(settings(topic), { follow: true, log: () => undefined }).run(
      sink,
      stop.signal,
      () => undefined,
    );
    await sleep(1500);
    await send(topic, ['late']);
    for (let i = 0; i < 100 && sink.batches.length === 0; i++) await sleep(100);
    stop.abort();
    await following;
    expect(sink.messages()).toEqual([{ position: 0, text: 'late' }]);
  });
});

describe('what is wrong is said in a line', () => {
  test('a topic that does not exist', async () => {
    await expect(read('no-such-topic', new MemorySink())).rejects.toMatchObject({
      code: 'kafka-topic-missing',
      message: expect.stringContaining('no-such-topic') as string,
    });
  });

  test('a broker that is down', async () => {
    await expect(read('any', new MemorySink(), { brokers: ['127.0.0.1:1'] })).rejects.toMatchObject({
      code: 'kafka-unreachable',
      message: expect.stringContaining('127.0.0.1:1') as string,
    });
  });

  test('with follow it waits patiently, says so, and stops when told to', async () => {
    const said: string[] = [];
    const stop = new AbortController();
    const waiting = openKafka(settings('any', { brokers: ['127.0.0.1:1'] }), {
      follow: true,
      log: (line) => said.push(line),
    }).run(new MemorySink(), stop.signal, () => undefined);
    for (let i = 0; i < 200 && said.length === 0; i++) await sleep(100);
    stop.abort();
    await waiting;
    expect(said[0]).toMatch(/does not answer.*Trying again in/);
  });
});
