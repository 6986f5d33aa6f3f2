/**
 * The warehouse over millions of tickets, text work left out: rate of commits a million by million, what refreshing the
 * marts of one week costs while history grows, the weekly batch with and without themes on the last week, and a snapshot
 * while commits go on. usage: npm run bench:scale -- [millions] ; PEER_DIR names the folder of events.py.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTagger } from '../../pipelines/knowledge.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { loadConfig } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import type { Tagging } from '../../src/tagging/tagging.ts';
import { pseudonym, pseudonymKey } from '../../src/ticket/pseudonym.ts';
import { takeTicket } from '../../src/ticket/take.ts';
import type { Ticket } from '../../src/ticket/ticket.ts';
import { isoWeek } from '../../src/warehouse/snapshot.ts';
import { packFacts, type PackedFacts } from '../../src/warehouse/pack.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/warehouse.ts';

const millions = Number(process.argv[2] ?? 10);
const PACK = 512;
const COMMIT = 32 * PACK;
const MILLION = 61 * COMMIT;
const WEEK = 7 * 86_400_000;
const FIRST = Date.UTC(2026, 7, 31);
const peer = process.env['PEER_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'peer');
const python = process.env['PYTHON'] ?? 'python3';
const key = pseudonymKey(new Uint8Array(32));
const users = Array.from({ length: 300_000 }, (_, i) => pseudonym(key, 'user', `u${i}`));

interface Base {
  readonly ticket: Ticket;
  readonly tagging: Tagging;
}

function bases(): Base[] {
  const tagger = loadTagger(join(PACKAGE_ROOT, 'pipelines', 'taxonomy'), 0);
  return execFileSync(python, [join(peer, 'events.py'), '8192'], { maxBuffer: 2 ** 31 })
    .toString()
    .trim()
    .split('\n')
    .flatMap((line) => {
      const taken = takeTicket(Buffer.from(line), FIRST + 52 * WEEK, key);
      if (!taken.ok) return [];
      const { ticket } = taken;
      return [{ ticket, tagging: tagger.tag(ticket.complaintText, { language: ticket.language }) }];
    });
}

const texts = bases();
let [made, seed] = [0, 1];
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

function packOf(week: number): PackedFacts {
  const tickets = Array.from({ length: PACK }, () => {
    const { ticket, tagging } = texts[Math.floor(random() * texts.length)]!;
    const closedAt = FIRST + week * WEEK + Math.floor(random() * WEEK);
    const position = made++;
    const userKey = users[Math.floor(random() * users.length)]!;
    const ticketId = `S-${position}`;
    return {
      ticket: { ...ticket, ticketId, userKey, closedAt, createdAt: closedAt - 3_600_000, firstResponseAt: null },
      tagging,
      position,
    };
  });
  return packFacts({ stream: 'bench', label: 'bench', tickets, rejects: [] });
}

/** One commit; returns the seconds that the warehouse took, without those of making the tickets. */
async function commit(warehouse: Warehouse, week: number): Promise<number> {
  const packed = Array.from({ length: COMMIT / PACK }, () => packOf(week));
  const began = performance.now();
  await warehouse.commit({
    packed,
    offsets: [{ stream: 'bench', label: 'bench', position: made, detail: '' }],
    taggerVersion: 't:bench',
    now: FIRST + (week + 1) * WEEK,
  });
  return (performance.now() - began) / 1000;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const peak = (): string => {
  const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
  return `${(kilobytes / 1024 / 1024).toFixed(2)} GB`;
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const mondayOfWeek = (week: number): string => new Date(FIRST + week * WEEK).toISOString().slice(0, 10);

async function fill(warehouse: Warehouse): Promise<void> {
  for (let week = 0; week < millions; week++) {
    let spent = 0;
    for (let done = 0; done < MILLION; done += COMMIT) spent += await commit(warehouse, week);
    const refreshed = await seconds(() => warehouse.refresh());
    say(
      `million ${String(week + 1).padStart(2)}   ${Math.round(MILLION / spent)} tickets/s committed   marts ${refreshed.toFixed(1)} s   peak ${peak()}`,
    );
  }
}

async function snapshotUnderLoad(warehouse: Warehouse): Promise<void> {
  const stop = new AbortController();
  let [spent, done] = [0, 0];
  const load = (async () => {
    while (!stop.signal.aborted) {
      spent += await commit(warehouse, millions);
      done += COMMIT;
    }
  })();
  const took = await seconds(() => warehouse.snapshot([]));
  stop.abort();
  await load;
  say(`snapshot    ${took.toFixed(1)} s while ${Math.round(done / spent)} tickets/s are committed   peak ${peak()}`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'scale-'));
try {
  say(`${cpus().length} cores, ${cpus()[0]?.model ?? ''}`);
  const config = { ...loadConfig({ environment: {} }), dataDir };
  const { memoryLimit, timeZone } = config;
  const warehouse = await openWarehouse({ dataDir, memoryLimit, timeZone, purpose: 'bench' });
  await fill(warehouse);
  const week = isoWeek(mondayOfWeek(millions - 1));
  const setting = { warehouse, progress: SILENT, log: () => undefined, now: () => FIRST + (millions + 1) * WEEK };
  for (const enabled of [false, true]) {
    const themes = { ...config.themes, enabled };
    const took = await seconds(() => weekly({ ...setting, config: { ...config, themes } }, week));
    say(`weekly      ${took.toFixed(1)} s ${enabled ? 'with' : 'without'} themes   peak ${peak()}`);
  }
  await snapshotUnderLoad(warehouse);
  say(`warehouse   ${(statSync(join(dataDir, 'warehouse.duckdb')).size / 2 ** 30).toFixed(2)} GB`);
  await warehouse.close();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
