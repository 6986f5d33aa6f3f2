import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ingest, withWarehouse, type IngestSetting } from '../../pipelines/ingest.ts';
import { retryRejects, type RetrySummary } from '../../pipelines/retry.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { openKafka } from '../../src/sources/kafka.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import { deleteBefore, makeTopic, quietKafka, sendAll } from '../support/topic.ts';
import { NOW, testConfig } from './fixture.ts';

const brokers = inject('brokers');
const kafka = quietKafka(brokers);
const topic = `retry-${process.pid}-${Date.now()}`;
const base = testConfig();
const narrow: Config = {
  ...base,
  maxMessageBytes: 1000,
  kafka: { ...base.kafka, brokers: [brokers], topic, groupId: `g-${topic}`, rejectedTopic: '' },
};
const wide: Config = { ...narrow, maxMessageBytes: 100_000 };

const event = (id: number, length: number): string =>
  JSON.stringify({
    ticket_id: `T-${id}`,
    closed_at: '2026-10-27T10:00:00Z',
    created_at: '2026-10-26T09:00:00Z',
    user_id: `u-${id}`,
    messages: [{ author: 'user', text: 'my coins never arrived '.repeat(length) }],
  });

const never = new AbortController().signal;

async function within<T>(config: Config, now: number, work: (setting: IngestSetting) => Promise<T>): Promise<T> {
  return withWarehouse(config, 'test', (warehouse) =>
    work({ config, warehouse, sink: SILENT, log: () => undefined, now: () => now }),
  );
}
const take = (config: Config): Promise<unknown> =>
  within(config, NOW, (setting) =>
    ingest(openKafka(config.kafka, { follow: false, log: () => undefined }), setting, never),
  );
const retry = (config: Config): Promise<RetrySummary> =>
  within(config, NOW + 9e6, (setting) => retryRejects(setting, never));
const held = (): Promise<{ status: Row | undefined; rejects: Row[] }> =>
  within(wide, NOW, async ({ warehouse }) => {
    await warehouse.refresh();
    const [status] = await warehouse.rows('report/status');
    return { status, rejects: await warehouse.rows('report/reject-list', { code: '', most: 1e6 }) };
  });

beforeAll(async () => {
  await makeTopic(kafka, topic, 2);
  for (let round = 0; round < 5; round++)
    await sendAll(
      kafka,
      topic,
      Array.from({ length: 400 }, (_, i) => {
        const id = round * 400 + i;
        const value = i % 10 === 3 ? 'rubbish' : event(id, i % 4 === 1 ? 80 : 2);
        return { key: `T-${id}`, value, partition: id % 2 };
      }),
    );
});
afterAll(() => {
  rmSync(base.dataDir, { recursive: true, force: true });
});

test('after a fix, refused messages become tickets and are refused no longer; the rest stay counted once', async () => {
  await take(narrow);
  const before = await held();
  const [rubbish, large] = [200, 400];
  expect(before.status).toMatchObject({ tickets: 2000 - rubbish - large, rejects: rubbish + large });
  expect(await retry(narrow)).toEqual({ tried: rubbish + large, tickets: 0, rejects: rubbish + large, missing: 0 });
  expect((await held()).rejects).toEqual(before.rejects);
  expect(await retry(wide)).toEqual({ tried: rubbish + large, tickets: large, rejects: rubbish, missing: 0 });
  const after = await held();
  expect(after.status).toMatchObject({ tickets: 2000 - rubbish, closings: 2000 - rubbish, rejects: rubbish });
  expect(after.rejects).toEqual(before.rejects.filter((row) => row['code'] === 'not-json'));
  await take(wide);
  expect(await held()).toEqual(after);
});

test('what Kafka no longer has stays refused, and is said', async () => {
  await deleteBefore(kafka, topic, 1, 500);
  const before = await held();
  const { tried, tickets, rejects, missing } = await retry(wide);
  expect({ tried, tickets }).toEqual({ tried: 200, tickets: 0 });
  expect({ rejects, missing }).toEqual({ rejects: 100, missing: 100 });
  expect(await held()).toEqual(before);
});
