import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { merge } from '../../pipelines/merge.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadConfig } from '../../src/config.ts';
import { makeWarehouse, startProgram, untilCommits, type Child } from '../support/child.ts';
import { deskMessages } from '../support/desk.ts';
import { expectTold, expectTruth } from '../support/ledger.ts';
import { makeTopic, quietKafka, sendAll, withAdmin } from '../support/topic.ts';

const TICKETS = 12_000;
const PORTION = 300;
const topic = `shared-${process.pid}-${Date.now()}`;
const rejectedTopic = `${topic}.rejected`;
const group = `g-${topic}`;
const brokers = inject('brokers');
const kafka = quietKafka(brokers);
const root = mkdtempSync(join(tmpdir(), 'shared-'));
const KEY = 'one key for all members of the group';
const folders = ['a', 'b', 'c'].map((name) => join(root, name));

const member = (n: number): Child =>
  startProgram(['ingest', '--kafka', brokers, '--topic', topic, '--follow'], folders[n]!, {
    GROUNDSWELL_KAFKA_GROUP_ID: group,
    GROUNDSWELL_KAFKA_REJECTED_TOPIC: rejectedTopic,
    GROUNDSWELL_KAFKA_SHARED: 'true',
    GROUNDSWELL_KAFKA_SESSION_SECONDS: '3',
    GROUNDSWELL_PSEUDONYM_KEY: KEY,
  });

/** Messages that the group has committed, of all that the topic holds. */
async function open(): Promise<number> {
  return withAdmin(kafka, async (admin) => {
    const ends = await admin.fetchTopicOffsets(topic);
    const [known] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    const committed = new Map((known?.partitions ?? []).map((p) => [p.partition, Math.max(0, Number(p.offset))]));
    return ends.reduce((sum, { partition, high }) => sum + Number(high) - (committed.get(partition) ?? 0), 0);
  });
}

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test('members of a group that join, leave and are killed while messages flow hold, merged, everything once', async () => {
  await makeTopic(kafka, topic, 6);
  await makeTopic(kafka, rejectedTopic);
  const { messages, truth } = deskMessages(0, TICKETS);
  for (const folder of folders) await makeWarehouse(folder);
  const flow = (async () => {
    for (let from = 0; from < messages.length; from += PORTION) {
      await sendAll(kafka, topic, messages.slice(from, from + PORTION));
      await sleep(700);
    }
  })();
  const members = [member(0), member(1)];
  for (const n of [0, 1]) expect(await untilCommits(members[n]!, folders[n]!, 60_000)).toBe(true);
  members.push(member(2));
  expect(await untilCommits(members[2]!, folders[2]!, 60_000)).toBe(true);
  members[1]!.process.kill('SIGTERM');
  expect(await members[1]!.ended()).toBe(0);
  await sleep(2000);
  members[0]!.process.kill('SIGKILL');
  await members[0]!.ended();
  members[1] = member(1);
  members[0] = member(0);
  await flow;
  for (let i = 0; i < 240 && (await open()) > 0; i++) await sleep(500);
  for (const { process: child } of members) child.kill('SIGTERM');
  expect(await Promise.all(members.map((one) => one.ended()))).toEqual([0, 0, 0]);
  expect(await open()).toBe(0);

  const all = join(root, 'all');
  mkdirSync(all);
  const config = { ...loadConfig({ environment: {} }), dataDir: all, pseudonymKey: KEY };
  const setting = { config, log: () => undefined, now: () => Date.now() };
  const done = await merge(setting, folders);
  expect(done.missing).toEqual([]);
  expect(done.folders.filter(({ closings }) => closings > 0).length).toBeGreaterThan(1);
  const places = await expectTruth(all, truth);
  await expectTold(brokers, rejectedTopic, places);
  const again = await merge(setting, folders.toReversed());
  expect(again.folders.map(({ closings, rejects }) => closings + rejects)).toEqual([0, 0, 0]);
  expect(await expectTruth(all, truth)).toEqual(places);
  await withWarehouse(config, 'test', async (warehouse) => {
    expect(await warehouse.rows('report/holes')).toEqual([]);
  });
}, 240_000);
