import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { merge } from '../../pipelines/merge.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadConfig } from '../../src/config.ts';
import { killAll, makeWarehouse, startProgram, untilCommits, type Child } from '../support/child.ts';
import { startLoad, untilCommitted } from '../support/load.ts';
import { expectTold, expectTruth } from '../support/ledger.ts';
import { makeTopic, quietKafka } from '../support/topic.ts';

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
    GROUNDSWELL_KAFKA_SESSION_SECONDS: '6',
    GROUNDSWELL_PSEUDONYM_KEY: KEY,
  });

/** Resolves when every member has taken tickets since this was called. */
async function allTake(members: readonly Child[]): Promise<void> {
  const taken = await Promise.all(members.map((one, n) => untilCommits(one, folders[n]!, 90_000)));
  expect(taken).toEqual(members.map(() => true));
}

afterAll(() => {
  killAll();
  rmSync(root, { recursive: true, force: true });
});

test('members of a group that join, leave and are killed while messages flow hold, merged, everything once', async () => {
  await makeTopic(kafka, topic, 6);
  await makeTopic(kafka, rejectedTopic);
  for (const folder of folders) await makeWarehouse(folder);
  const load = startLoad(kafka, topic, PORTION, 700);
  const members = [member(0), member(1)];
  await allTake(members);
  members.push(member(2));
  await allTake(members);
  members[1]!.process.kill('SIGTERM');
  expect(await members[1]!.ended()).toBe(0);
  await sleep(2000);
  members[0]!.process.kill('SIGKILL');
  await members[0]!.ended();
  members[1] = member(1);
  members[0] = member(0);
  await allTake(members);
  const truth = await load.stop();
  expect(await untilCommitted(kafka, topic, group, 120)).toBe(0);
  for (const { process: child } of members) child.kill('SIGTERM');
  expect(await Promise.all(members.map((one) => one.ended()))).toEqual([0, 0, 0]);

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
}, 400_000);
