/**
 * SIGKILL at random moments under load, again and again, against a real broker; ends with a summary, or with what was lost,
 * doubled or told twice. usage: npm run torture:kills -- [kills, default 100] [seed, default 1]
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { merge } from '../../pipelines/merge.ts';
import { loadConfig } from '../../src/config.ts';
import { killAll, makeWarehouse, startProgram, untilCommits, type Child } from '../support/child.ts';
import { deskMessages } from '../support/desk.ts';
import { startBroker, type Broker } from '../support/kafka.ts';
import { startLoad, untilCommitted } from '../support/load.ts';
import { expectTold, expectTruth } from '../support/ledger.ts';
import { makeTopic, quietKafka, sendAll } from '../support/topic.ts';

const kills = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? 1);
const root = mkdtempSync(join(tmpdir(), 'torture-'));
const PORTION = 500;

/** Mulberry32: numbers in [0, 1) from a seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(seed);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const environment = (topic: string): Record<string, string> => ({
  GROUNDSWELL_KAFKA_TOPIC: topic,
  GROUNDSWELL_KAFKA_GROUP_ID: `g-${topic}`,
  GROUNDSWELL_KAFKA_REJECTED_TOPIC: `${topic}.rejected`,
  GROUNDSWELL_KAFKA_SESSION_SECONDS: '1',
  GROUNDSWELL_PSEUDONYM_KEY: 'one key for all members of the group',
});

async function topics(kafka: Kafka, topic: string): Promise<void> {
  await makeTopic(kafka, topic, 6);
  await makeTopic(kafka, `${topic}.rejected`);
}

/** Kills a program: mostly once it commits, sometimes at any moment of its start. */
async function killSoon(child: Child, dataDir: string): Promise<boolean> {
  const early = random() < 0.25;
  const loaded = early ? false : await untilCommits(child, dataDir, 60_000);
  await sleep(random() * (early ? 4000 : 1500));
  child.process.kill('SIGKILL');
  await child.ended();
  return loaded;
}

async function finish(args: readonly string[], dataDir: string, more: Record<string, string>): Promise<void> {
  const last = startProgram(args, dataDir, more);
  const exit = await last.ended();
  assert.equal(exit, 0, last.said());
}

/** One consumer, killed again and again; now and then while it tries rejects again. */
async function oneConsumer(broker: Broker, times: number): Promise<string> {
  const [topic, dataDir, kafka] = ['one', join(root, 'one'), quietKafka(broker.address)];
  await topics(kafka, topic);
  await makeWarehouse(dataDir);
  const flow = startLoad(kafka, topic, PORTION, 300);
  const args = ['ingest', '--kafka', broker.address];
  let loaded = 0;
  for (let kill = 0; kill < times; kill++) {
    const more = kill % 9 === 8 ? ['--retry-rejects'] : ['--follow'];
    const child = startProgram([...args, ...more], dataDir, environment(topic));
    if (await killSoon(child, dataDir)) loaded++;
  }
  const truth = await flow.stop();
  await finish(args, dataDir, environment(topic));
  await finish([...args, '--retry-rejects'], dataDir, environment(topic));
  await expectTold(broker.address, `${topic}.rejected`, await expectTruth(dataDir, truth));
  return `one consumer    ${times} kills (${loaded} after commits): ${truth.closings} closings, ${truth.rejects} rejects, each once`;
}

/** Three members of a shared group, one after another killed or told to stop, and started again. */
async function sharedGroup(broker: Broker, times: number): Promise<string> {
  const [topic, kafka] = ['shared', quietKafka(broker.address)];
  await topics(kafka, topic);
  const folders = ['a', 'b', 'c'].map((name) => join(root, name));
  for (const folder of folders) await makeWarehouse(folder);
  const shared = { ...environment(topic), GROUNDSWELL_KAFKA_SHARED: 'true' };
  const start = (n: number): Child =>
    startProgram(['ingest', '--kafka', broker.address, '--follow'], folders[n]!, shared);
  const members = [start(0), start(1), start(2)];
  const flow = startLoad(kafka, topic, PORTION, 700);
  let left = 0;
  for (let kill = 0; kill < times; kill++) {
    const n = Math.floor(random() * 3);
    const politely = random() < 0.25 && (await untilCommits(members[n]!, folders[n]!, 30_000));
    if (politely) {
      members[n]!.process.kill('SIGTERM');
      assert.equal(await members[n]!.ended(), 0, members[n]!.said());
      left++;
    } else await killSoon(members[n]!, folders[n]!);
    members[n] = start(n);
  }
  const truth = await flow.stop();
  assert.equal(await untilCommitted(kafka, topic, `g-${topic}`, 300), 0);
  for (const { process: child } of members) child.kill('SIGTERM');
  for (const member of members) assert.equal(await member.ended(), 0, member.said());
  const all = join(root, 'all');
  const config = { ...loadConfig({ environment: {} }), dataDir: all };
  const done = await merge({ config, log: () => undefined, now: () => Date.now() }, folders);
  assert.deepEqual(done.missing, []);
  await expectTold(broker.address, `${topic}.rejected`, await expectTruth(all, truth));
  const held = done.folders.map(({ closings }) => closings).join(' + ');
  return `shared group    ${times - left} kills, ${left} stops: ${truth.closings} closings merged of three (${held} new), ${truth.rejects} rejects, each once`;
}

/** The broker killed under a consumer that follows. */
async function brokerGone(broker: Broker, times: number): Promise<string> {
  const [topic, dataDir, kafka] = ['gone', join(root, 'gone'), quietKafka(broker.address)];
  await topics(kafka, topic);
  await makeWarehouse(dataDir);
  const child = startProgram(['ingest', '--kafka', broker.address, '--follow'], dataDir, environment(topic));
  let tickets = 0;
  for (let kill = 0; kill < times; kill++) {
    for (let portion = 0; portion < 6; portion++, tickets += PORTION)
      await sendAll(kafka, topic, deskMessages(tickets, tickets + PORTION).messages);
    await untilCommits(child, dataDir, 30_000);
    await sleep(random() * 500);
    await broker.stop('SIGKILL');
    await sleep(random() * 3000);
    await broker.start();
  }
  assert.equal(await untilCommitted(kafka, topic, `g-${topic}`, 300), 0);
  child.process.kill('SIGTERM');
  assert.equal(await child.ended(), 0, child.said());
  const { truth } = deskMessages(0, tickets);
  await expectTold(broker.address, `${topic}.rejected`, await expectTruth(dataDir, truth));
  return `broker          ${times} kills under one consumer: ${truth.closings} closings, ${truth.rejects} rejects, each once`;
}

const began = performance.now();
const broker = await startBroker();
try {
  const lines = [
    await oneConsumer(broker, Math.ceil(kills * 0.6)),
    await sharedGroup(broker, Math.ceil(kills * 0.35)),
    await brokerGone(broker, Math.ceil(kills * 0.05)),
  ];
  say(lines.join('\n'));
  say(
    `in ${Math.round((performance.now() - began) / 1000)} s, seed ${seed}: nothing lost, nothing doubled, nothing told twice.`,
  );
} finally {
  killAll();
  await broker.remove();
  rmSync(root, { recursive: true, force: true });
}
