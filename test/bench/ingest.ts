/**
 * Kafka → tagged and redacted → DuckDB on 1.2 KB events, beside the Python peer in the same run on the same topic.
 * usage: npm run bench -- [events] ; PEER_DIR names the peer's folder, PYTHON its interpreter (packages: see its README).
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { startBroker } from '../support/kafka.ts';

const events = Number(process.argv[2] ?? 60_000);
const peerEvents = Math.min(events, 12_000);
const peer = process.env['PEER_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'peer');
const python = process.env['PYTHON'] ?? 'python3';
const topic = 'support.tickets.closed';

/** Runs our ingest up to the end of the topic; tickets a second without start-up, and peak memory of the process. */
async function ours(address: string): Promise<{ rate: number; seconds: number; peakMegabytes: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(PACKAGE_ROOT, 'src', 'cli.ts'),
      'ingest',
      '--kafka',
      address,
      '--quiet',
    ],
    {
      env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let [said, peak] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const watch = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 200);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(`  ${said.trim()}\n`);
  return { rate: events / seconds, seconds, peakMegabytes: peak };
}

async function createTopic(address: string): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: [address], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 4 }] });
  await admin.disconnect();
}

const broker = await startBroker();
try {
  process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? ''}\n`);
  await createTopic(broker.address);
  process.stdout.write(
    execFileSync(python, [join(peer, 'events.py'), String(events), broker.address, topic], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const mine = await ours(broker.address);
  const said = execFileSync(python, [join(peer, 'pipeline.py'), broker.address, topic, String(peerEvents), '2'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const theirs = Number(/, (\d+) tickets\/s/.exec(said)?.[1] ?? Number.NaN);
  process.stdout.write(
    `groundswell  ${Math.round(mine.rate)} tickets/s, start-up included (${mine.seconds.toFixed(1)} s), peak ${Math.round(mine.peakMegabytes)} MB\n`,
  );
  process.stdout.write(`Python peer  ${theirs} tickets/s with two text processes, start-up excluded\n`);
  process.stdout.write(`ratio        ${(mine.rate / theirs).toFixed(1)}\n`);
} finally {
  await broker.remove();
}
