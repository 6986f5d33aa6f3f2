import { rmSync } from 'node:fs';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { openToldSink, type ToldSink } from '../../pipelines/outbox.ts';
import type { TextPool } from '../../pipelines/text/pool.ts';
import type { Config } from '../../src/config.ts';
import { BatchPacker } from '../../src/sources/source.ts';
import { packFacts } from '../../src/warehouse/pack.ts';
import { makeTopic, quietKafka, readTopic } from '../support/topic.ts';
import { NOW, testConfig } from './fixture.ts';

const brokers = inject('brokers');
const kafka = quietKafka(brokers);
const folders: string[] = [];
let number = 0;

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A pool that refuses every message. */
const refusing: TextPool = {
  taggerVersion: 't',
  run: ({ id, stream, label, positions }) => {
    const rejects = Array.from(positions, (position) => ({ position, code: 'no-text' as const, detail: 'none' }));
    const packed = packFacts({ stream, label, tickets: [], rejects });
    return Promise.resolve({ id, packed, tickets: 0, rejects: rejects.length, unknownFields: [] });
  },
  close: () => Promise.resolve(),
};

function settings(topic: string): Config {
  const config = testConfig();
  folders.push(config.dataDir);
  const kafkaSettings = { brokers: [brokers], topic, rejectedTopic: `${topic}.rejected`, groupId: `g-${topic}` };
  return { ...config, kafka: { ...config.kafka, ...kafkaSettings } };
}

/** A topic of tickets with three partitions and, unless it is to be missing, one of rejects. */
async function newTopic(withRejected = true): Promise<string> {
  const topic = `outbox-${process.pid}-${Date.now()}-${number++}`;
  await makeTopic(kafka, topic, 3);
  if (withRejected) await makeTopic(kafka, `${topic}.rejected`);
  return topic;
}

/** Takes messages at some offsets of a partition, all refused, and ends. */
async function take(
  { sink }: ToldSink,
  topic: string,
  { partition = 0, offsets }: { partition?: number; offsets: readonly number[] },
): Promise<void> {
  const packer = new BatchPacker();
  for (const offset of offsets) packer.add(Buffer.from('secret canary'), offset, 1);
  const next = { position: offsets.at(-1)! + 1, detail: '' };
  await sink.accept(packer.take(`kafka:${topic}/${partition}`, `${topic}/${partition}`, next));
}

/** Runs with a warehouse and a sink that tells. */
async function telling(
  config: Config,
  work: (told: ToldSink, said: readonly string[]) => Promise<void>,
): Promise<string[]> {
  const said: string[] = [];
  await withWarehouse(config, 'test', async (warehouse) => {
    const told = await openToldSink({ warehouse, pool: refusing, now: () => NOW }, config, (line) => said.push(line));
    try {
      await work(told, said);
    } finally {
      await told.close();
    }
  });
  return said;
}

const offsetsIn = async (topic: string): Promise<number[]> =>
  (await readTopic(kafka, `${topic}.rejected`))
    .map(({ value }) => (JSON.parse(value) as { offset: number }).offset)
    .toSorted((a, b) => a - b);

describe('refused messages', () => {
  test('are told with code and place, never their text', async () => {
    const topic = await newTopic();
    const said = await telling(settings(topic), async (told) => {
      await take(told, topic, { offsets: [7], partition: 2 });
      expect(told.sink.committed(`kafka:${topic}/2`)).toBeUndefined();
      await told.sink.drain();
      expect(told.sink.committed(`kafka:${topic}/2`)).toBe(8);
    });
    expect(said).toEqual([]);
    const [only, ...more] = await readTopic(kafka, `${topic}.rejected`);
    expect(more).toEqual([]);
    expect(only?.key).toBe(`${topic}/2/7`);
    expect(JSON.parse(only?.value ?? '')).toEqual({
      topic,
      partition: 2,
      offset: 7,
      code: 'no-text',
      detail: 'none',
      rejected_at: new Date(NOW).toISOString(),
    });
  });

  test('wait in the warehouse while their topic is missing, and are told once it is there', async () => {
    const topic = await newTopic(false);
    const config = settings(topic);
    const said = await telling(config, async (told) => {
      await take(told, topic, { offsets: [1, 2] });
      await told.sink.drain();
      expect(told.sink.committed(`kafka:${topic}/0`)).toBe(3);
    });
    expect(said.join()).toContain(`The topic ${topic}.rejected does not exist`);
    await makeTopic(kafka, `${topic}.rejected`);
    await telling(config, async (told) => {
      await told.sink.drain();
    });
    expect(await offsetsIn(topic)).toEqual([1, 2]);
  });

  test('are told once by a warehouse that lost its marks, and by two that hold the same', async () => {
    const topic = await newTopic();
    const [first, second] = [settings(topic), settings(topic)];
    for (const config of [first, second, first])
      await telling(config, async (told) => {
        await take(told, topic, { offsets: [1, 2, 3] });
        await told.sink.drain();
      });
    await telling(second, async (told) => {
      await take(told, topic, { offsets: [4, 5] });
      await told.sink.drain();
    });
    expect(await offsetsIn(topic)).toEqual([1, 2, 3, 4, 5]);
  });

  test('are told once when two members fence each other off again and again', async () => {
    const topic = await newTopic();
    await telling(settings(topic), (one) =>
      telling(settings(topic), async (other) => {
        for (let i = 0; i < 4; i++)
          for (const [partition, told] of [one, other].entries()) {
            await take(told, topic, { partition, offsets: [10 * i + partition] });
            await told.sink.drain();
          }
      }).then(() => undefined),
    );
    expect(await offsetsIn(topic)).toEqual([0, 1, 10, 11, 20, 21, 30, 31]);
  });

  test('more than fit one transaction are all told', async () => {
    const topic = await newTopic();
    const offsets = Array.from({ length: 12_000 }, (_, i) => i);
    await telling(settings(topic), async (told) => {
      await take(told, topic, { offsets });
      await take(told, topic, { partition: 1, offsets: [5] });
      await told.sink.drain();
    });
    expect(await offsetsIn(topic)).toEqual([...offsets, 5].toSorted((a, b) => a - b));
  });
});
